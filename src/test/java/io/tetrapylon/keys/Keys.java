package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.RepeatingEntropy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/** Keys and configurations for tests. */
public final class Keys {
  public static final UUID TENANT = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");
  static final Entropy ENTROPY = new RepeatingEntropy(42);

  private Keys() {}

  /** {@code id:base64} of 32 bytes that all are this one. */
  static String entry(String id, int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  static MasterKeys masters(String... masters) {
    return new MasterKeys(
        KeyRing.parse("master key", List.of(masters)),
        KeyRing.parse("pepper", List.of(entry("p1", 9))));
  }

  /** Data keys of these versions. */
  public static TenantKeys tenant(UUID tenant, int... versions) {
    var keys = new TreeMap<Integer, DataKey>();
    for (int version : versions) {
      keys.put(version, new DataKey(new byte[] {(byte) version}));
    }
    return new TenantKeys(tenant, keys, ENTROPY);
  }

  record Config(
      Optional<List<String>> master,
      Optional<List<String>> pepper,
      Optional<Path> file,
      int rotationBatch,
      Duration rotationSettle,
      String rotationTick)
      implements KeysConfig {
    static Config of(List<String> master, List<String> pepper) {
      return new Config(
          Optional.of(master), Optional.of(pepper), Optional.empty(), 10, Duration.ZERO, "off");
    }

    static Config of(Path file) {
      return new Config(
          Optional.empty(), Optional.empty(), Optional.of(file), 10, Duration.ZERO, "off");
    }

    static Config rotating(int batch, Duration settle) {
      return new Config(Optional.empty(), Optional.empty(), Optional.empty(), batch, settle, "off");
    }
  }

  record Passwords(int memory, int passes, int lanes, OptionalInt threads, int queue)
      implements PasswordsConfig {
    static final Passwords CHEAP = new Passwords(64, 1, 1, OptionalInt.of(1), 8);
  }
}
