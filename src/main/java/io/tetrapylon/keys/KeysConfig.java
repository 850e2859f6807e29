package io.tetrapylon.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys come from that are never in the database. Either {@code file}, or {@code master}
 * and {@code pepper}; not both.
 */
@ConfigMapping(prefix = "tetrapylon.keys")
public interface KeysConfig {
  /**
   * Master keys as {@code id:base64} of 32 bytes each, the current one first. Older ones stay in
   * the list until every data key is wrapped by the current one.
   */
  Optional<List<String>> master();

  /**
   * Peppers of password hashes as {@code id:base64} of 32 bytes each, the current one first. Older
   * ones stay in the list for as long as a hash names them.
   */
  Optional<List<String>> pepper();

  /**
   * A file that holds both, one {@code master=<id>:<base64>} or {@code pepper=<id>:<base64>} a
   * line, the current one of each first.
   */
  Optional<Path> file();

  /** How many rows one step of a rotation seals anew, in one transaction (1 to 10000). */
  @WithDefault("100")
  int rotationBatch();

  /**
   * How long after its start a rotation goes on looking for values under an old key: longer than
   * any node can go on sealing under the key it knows, so at least two ticks.
   */
  @WithDefault("30s")
  Duration rotationSettle();

  /** How often a node drives unfinished rotations and learns of new keys; {@code off} for never. */
  @WithDefault("10s")
  String rotationTick();
}
