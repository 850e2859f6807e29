package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path directory;

  @Test
  void aGeneratedFileYieldsKeysAndOnlyItsOwnerReadsIt() throws IOException {
    // given
    var path = directory.resolve("keys");

    // when
    KeyFile.generate(path, Keys.ENTROPY);

    // then
    var keys = new MasterKeys(Keys.Config.of(path));
    assertEquals("1", keys.currentMasterId());
    assertEquals("1", keys.currentPepperId());
    assertFalse(keys.isDevelopmentKey());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void anExistingFileIsNeverOverwritten() throws IOException {
    var path = Files.writeString(directory.resolve("keys"), "mine");

    assertThrows(UncheckedIOException.class, () -> KeyFile.generate(path, Keys.ENTROPY));

    assertEquals("mine", Files.readString(path));
  }

  @Test
  void theFirstOfEachIsCurrentAndTheOthersAreKnown() throws IOException {
    // given
    var path =
        write(
            """
            # two of each
            pepper=%s
            master=%s

            master=%s
            pepper=%s
            """
                .formatted(
                    Keys.entry("p2", 1),
                    Keys.entry("m2", 2),
                    Keys.entry("m1", 3),
                    Keys.entry("p1", 4)));

    // when
    var keys = new MasterKeys(Keys.Config.of(path));

    // then
    assertEquals("m2", keys.currentMasterId());
    assertEquals("p2", keys.currentPepperId());
    assertEquals(32, keys.master("m1").length());
    assertTrue(keys.pepper("p1").isPresent());
  }

  @Test
  void aLineThatSaysNothingKnownIsNamed() throws IOException {
    var path = write("master=" + Keys.entry("a", 1) + "\nkey=b\n");

    var failure = assertThrows(IllegalStateException.class, () -> KeyFile.read(path));

    assertTrue(failure.getMessage().startsWith("Line 2 of the key file"), failure.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    var path = directory.resolve("none");

    var failure = assertThrows(IllegalStateException.class, () -> KeyFile.read(path));

    assertTrue(failure.getMessage().contains("tetrapylon.keys.file"), failure.getMessage());
  }

  @Test
  void itsTextShowsNoKey() {
    assertEquals(
        "KeyFile[masters=1, peppers=0]", new KeyFile(List.of("a:b"), List.of()).toString());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("keys"), text);
  }
}
