package io.tetrapylon.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of the management API's permissions says what the annotations say. */
class PermissionsDocumentationTest {
  private static final java.nio.file.Path PAGE =
      java.nio.file.Path.of("src/site/markdown/permissions.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z]+) (/management/[^`]*)` \\| (?:`([^`]*)`|none) \\|.*");

  private static final JavaClasses MANAGEMENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tetrapylon.dialect.management");

  @Test
  void everyOperationIsDocumentedWithItsPermission() throws IOException {
    var operations = new TreeMap<String, String>();
    MANAGEMENT.forEach(type -> collect(type.reflect(), operations));

    assertEquals(lines(operations), lines(documented()));
  }

  private static String lines(Map<String, String> operations) {
    return String.join("\n", operations.entrySet().stream().map(String::valueOf).toList());
  }

  private static Map<String, String> documented() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1) + " " + row.group(2), row.group(3) == null ? "" : row.group(3));
      }
    }
    return rows;
  }

  private static void collect(Class<?> type, Map<String, String> into) {
    var root = type.getAnnotation(Path.class);
    if (root == null) {
      return;
    }
    for (var method : type.getDeclaredMethods()) {
      Arrays.stream(method.getAnnotations())
          .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
          .filter(verb -> verb != null)
          .forEach(verb -> into.put(verb.value() + " " + path(root, method), permission(method)));
    }
  }

  private static String path(Path root, Method method) {
    var own = method.getAnnotation(Path.class);
    return root.value() + (own == null ? "" : own.value());
  }

  private static String permission(Method method) {
    var allowed = method.getAnnotation(RolesAllowed.class);
    if (allowed == null && method.getAnnotation(PermitAll.class) == null) {
      throw new AssertionError(method + " says nothing about who may call it");
    }
    return allowed == null ? "" : String.join(", ", allowed.value());
  }
}
