package io.tetrapylon.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words of a command.
 *
 * @param verb what to do
 * @param operand what to do it with, or empty
 * @param options by their names, without hyphens
 */
record Arguments(String verb, String operand, Map<String, String> options) {
  /** Reads the words; throws IllegalArgumentException with a sentence. */
  static Arguments parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("What shall the phone do?");
    }
    var options = new HashMap<String, String>();
    String operand = "";
    for (int i = 1; i < words.size(); i++) {
      if (!words.get(i).startsWith("--")) {
        operand = words.get(i);
      } else if (i + 1 < words.size()) {
        options.put(words.get(i).substring(2), words.get(++i));
      } else {
        throw new IllegalArgumentException(words.get(i) + " wants a value.");
      }
    }
    return new Arguments(words.get(0), operand, options);
  }

  String option(String name, String otherwise) {
    return Objects.requireNonNullElse(options.get(name), otherwise);
  }

  Duration seconds() {
    return Duration.ofSeconds(Long.parseLong(option("seconds", "60")));
  }
}
