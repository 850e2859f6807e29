package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secrets of the file: as they stand, {@code env:NAME} or {@code file:PATH}. */
final class SecretTexts {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  private final Function<String, @Nullable String> environment;
  private final Path folder;

  /**
   * @param environment the value of a variable, or null
   * @param folder what a relative path begins at: where the tenant file lies
   */
  SecretTexts(Function<String, @Nullable String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  Secret secret(Element element) {
    return Secret.of(text(element));
  }

  String text(Element element) {
    String text = element.text();
    if (text.startsWith(ENVIRONMENT)) {
      return variable(element, text.substring(ENVIRONMENT.length()));
    }
    return text.startsWith(FILE) ? content(element, text.substring(FILE.length())) : text;
  }

  private String variable(Element element, String name) {
    String value = environment.apply(name);
    if (value == null || value.isEmpty()) {
      throw element.mistake("the environment variable " + name + " is not set");
    }
    return value;
  }

  private String content(Element element, String path) {
    try {
      String content = Files.readString(folder.resolve(path)).stripTrailing();
      if (content.isEmpty()) {
        throw element.mistake("the file " + path + " is empty");
      }
      return content;
    } catch (IOException | IllegalArgumentException failure) {
      throw element.mistake("the file " + path + " cannot be read");
    }
  }
}
