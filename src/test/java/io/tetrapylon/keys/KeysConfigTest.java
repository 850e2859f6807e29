package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The names of the keys and what they are when nobody sets them. */
class KeysConfigTest {
  @Test
  void keysHaveNoDefaultAndRotationsHave() {
    var keys = map(KeysConfig.class, Map.of());

    assertTrue(keys.master().isEmpty());
    assertTrue(keys.pepper().isEmpty());
    assertTrue(keys.file().isEmpty());
    assertEquals(100, keys.rotationBatch());
    assertEquals(Duration.ofSeconds(30), keys.rotationSettle());
    assertEquals("10s", keys.rotationTick());
  }

  @Test
  void keysAreReadByTheseNames() {
    var keys =
        map(
            KeysConfig.class,
            Map.of(
                "tetrapylon.keys.master", "b:BB==,a:AA==",
                "tetrapylon.keys.pepper", "p:CC==",
                "tetrapylon.keys.file", "some/file",
                "tetrapylon.keys.rotation-batch", "7",
                "tetrapylon.keys.rotation-settle", "2m",
                "tetrapylon.keys.rotation-tick", "off"));

    assertEquals(List.of("b:BB==", "a:AA=="), keys.master().orElseThrow());
    assertEquals(List.of("p:CC=="), keys.pepper().orElseThrow());
    assertEquals(Path.of("some/file"), keys.file().orElseThrow());
    assertEquals(7, keys.rotationBatch());
    assertEquals(Duration.ofMinutes(2), keys.rotationSettle());
    assertEquals("off", keys.rotationTick());
  }

  @Test
  void passwordsCostTwelveMebibytesAndThreePasses() {
    var passwords = map(PasswordsConfig.class, Map.of());

    assertEquals(12288, passwords.memory());
    assertEquals(3, passwords.passes());
    assertEquals(1, passwords.lanes());
    assertTrue(passwords.threads().isEmpty());
    assertEquals(256, passwords.queue());
  }

  private static <T> T map(Class<T> type, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValues(values)
        .build()
        .getConfigMapping(type);
  }
}
