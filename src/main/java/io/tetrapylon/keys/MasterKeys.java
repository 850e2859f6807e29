package io.tetrapylon.keys;

import io.quarkus.runtime.Startup;
import io.tetrapylon.kernel.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that are never in the database: master keys, which wrap the data keys of tenants, and
 * peppers, which password hashes need beside themselves.
 */
@Startup
@Singleton
public final class MasterKeys {
  /** SHA-256 of the keys that anybody can read in this product's own sources. */
  private static final Set<String> DEVELOPMENT_DIGESTS =
      Set.of(
          "0bd90899fb5b2127b68f068ed92106f52ef911aab62a6391ed0538803b2783e6",
          "3f08eeef9f4e30e40536bffc2db78c62038d510c83a0e67c6c9d0c5787dc30be");

  private final KeyRing masters;
  private final KeyRing peppers;

  /**
   * Reads the keys from wherever the configuration says.
   *
   * @throws IllegalStateException with a sentence that says what to set
   */
  @Inject
  public MasterKeys(KeysConfig config) {
    this(source(config));
  }

  private MasterKeys(KeyFile source) {
    this(KeyRing.parse("master key", source.masters()), KeyRing.parse("pepper", source.peppers()));
  }

  MasterKeys(KeyRing masters, KeyRing peppers) {
    this.masters = masters;
    this.peppers = peppers;
  }

  private static KeyFile source(KeysConfig config) {
    var inline = new KeyFile(config.master().orElse(List.of()), config.pepper().orElse(List.of()));
    boolean isInline = !inline.masters().isEmpty() || !inline.peppers().isEmpty();
    if (isInline && config.file().isPresent()) {
      throw new IllegalStateException(
          "Keys are given twice: set either tetrapylon.keys.file, or tetrapylon.keys.master and"
              + " tetrapylon.keys.pepper.");
    }
    return complete(config.file().map(KeyFile::read).orElse(inline));
  }

  private static KeyFile complete(KeyFile source) {
    if (source.masters().isEmpty() || source.peppers().isEmpty()) {
      throw new IllegalStateException(
          "No %s is given: set tetrapylon.keys.file to a file of keys, or tetrapylon.keys.master and"
                  .formatted(source.masters().isEmpty() ? "master key" : "pepper")
              + " tetrapylon.keys.pepper to <id>:<base64 of 32 random bytes>.");
    }
    return source;
  }

  /** Whether any of these keys is one that the product's own sources show to everybody. */
  public boolean isDevelopmentKey() {
    return Stream.concat(masters.keys().values().stream(), peppers.keys().values().stream())
        .anyMatch(key -> DEVELOPMENT_DIGESTS.contains(Digests.sha256Hex(key.bytes())));
  }

  String currentMasterId() {
    return masters.currentId();
  }

  Set<String> masterIds() {
    return masters.keys().keySet();
  }

  /**
   * The master key of this id.
   *
   * @throws IllegalStateException when it is not configured any more
   */
  Secret master(String id) {
    return masters
        .find(id)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A data key is wrapped by the master key '%s', which is not configured."
                        .formatted(id)));
  }

  String currentPepperId() {
    return peppers.currentId();
  }

  Optional<Secret> pepper(String id) {
    return peppers.find(id);
  }
}
