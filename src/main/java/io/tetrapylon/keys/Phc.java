package io.tetrapylon.keys;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pieces of the PHC string format: parameters, and base64 without padding. */
final class Phc {
  private Phc() {}

  /** Reads {@code a=1,b=2}. */
  static Map<String, String> parameters(String text) {
    var parameters = new HashMap<String, String>();
    for (var pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }

  /** A number from 1 to the limit, or empty: a stored hash may not ask for any amount of work. */
  static Optional<Integer> number(String text, int limit) {
    try {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= limit ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Some write {@code .} for {@code +}. */
  static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replace('.', '+')));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
