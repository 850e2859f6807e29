package io.tetrapylon.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The table of settings in the documentation is the one that the code reads. */
class ConfigDocumentationTest {
  private static final Path PAGE = Path.of("src/site/markdown/operations.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(tetrapylon\\.[a-z.-]+)` \\| (?:`([^`]*)`|none) \\|.*");

  /** Main reads it before there is any configuration to inject; see StoreChoice. */
  private static final Map<String, String> READ_BY_MAIN =
      Map.of("tetrapylon.data.directory", ".tetrapylon");

  /** Main sets it, nobody else should. */
  private static final String INTERNAL = "tetrapylon.store.embedded";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tetrapylon");

  @Test
  void everySettingIsDocumentedWithItsDefault() throws IOException {
    var read = new TreeMap<>(READ_BY_MAIN);
    PRODUCT.forEach(type -> collect(type.reflect(), read));
    read.remove(INTERNAL);

    assertEquals(read, documented());
  }

  private static Map<String, String> documented() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
      }
    }
    return rows;
  }

  private static void collect(Class<?> type, Map<String, String> into) {
    var mapping = type.getAnnotation(ConfigMapping.class);
    if (mapping != null) {
      for (var method : type.getDeclaredMethods()) {
        into.put(mapping.prefix() + "." + kebab(method.getName()), defaultOf(method));
      }
    }
    Stream.of(type.getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
        .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
        .filter(property -> property != null && property.name().startsWith("tetrapylon."))
        .forEach(property -> into.put(property.name(), defaultOf(property)));
  }

  private static String kebab(String method) {
    return method.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String defaultOf(Method method) {
    var given = method.getAnnotation(WithDefault.class);
    return given == null ? "" : given.value();
  }

  private static String defaultOf(ConfigProperty property) {
    var given = property.defaultValue();
    return given.equals(ConfigProperty.UNCONFIGURED_VALUE) ? "" : given;
  }
}
