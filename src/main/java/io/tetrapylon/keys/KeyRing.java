package io.tetrapylon.keys;

import io.tetrapylon.kernel.Secret;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Several 32-byte keys by id, the first one current.
 *
 * @param keys in the order in which they were given, at least one
 */
record KeyRing(Map<String, Secret> keys) {
  static final int KEY_BYTES = 32;

  /** The characters that may stand in a parameter of a PHC string, which names its pepper. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,32}");

  KeyRing {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /**
   * Reads {@code id:base64} entries.
   *
   * @param what how the messages call such a key
   * @throws IllegalStateException with a sentence for the operator, which holds no key material
   */
  static KeyRing parse(String what, List<String> entries) {
    var keys = new LinkedHashMap<String, Secret>();
    for (var entry : entries) {
      var parts = entry.strip().split(":", 2);
      if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
        throw new IllegalStateException(
            "A %s must be written as <id>:<base64>, its id 1 to 32 letters, digits, dots or hyphens."
                .formatted(what));
      }
      if (keys.put(parts[0], key(what, parts[0], parts[1])) != null) {
        throw new IllegalStateException(
            "The id '%s' stands twice among the %ss.".formatted(parts[0], what));
      }
    }
    return new KeyRing(keys);
  }

  private static Secret key(String what, String id, String base64) {
    var bytes = decode(what, id, base64);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          "The %s '%s' has %d bytes; it must have %d."
              .formatted(what, id, bytes.length, KEY_BYTES));
    }
    return Secret.of(bytes);
  }

  private static byte[] decode(String what, String id, String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The %s '%s' is not base64.".formatted(what, id));
    }
  }

  String currentId() {
    return keys.keySet().iterator().next();
  }

  Optional<Secret> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
