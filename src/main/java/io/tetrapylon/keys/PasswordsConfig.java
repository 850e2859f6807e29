package io.tetrapylon.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.OptionalInt;

/**
 * What hashing a password costs (Argon2id, RFC 9106) and how much of it happens at once. Passwords
 * that were hashed at another cost go on working and are hashed anew when they are next used.
 */
@ConfigMapping(prefix = "tetrapylon.passwords")
public interface PasswordsConfig {
  /** Memory of one hash, in KiB. */
  @WithDefault("12288")
  @Min(8)
  @Max(Argon2Hash.MAX_MEMORY)
  int memory();

  /** Passes over the memory. */
  @WithDefault("3")
  @Min(1)
  @Max(Argon2Hash.MAX_PASSES)
  int passes();

  /** Lanes of the memory; they are computed one after the other. */
  @WithDefault("1")
  @Min(1)
  @Max(Argon2Hash.MAX_LANES)
  int lanes();

  /** How many hashes are computed at once; one less than there are cores when not set. */
  OptionalInt threads();

  /** How many hashes may wait; one more is refused as overload. */
  @WithDefault("256")
  @Min(1)
  int queue();
}
