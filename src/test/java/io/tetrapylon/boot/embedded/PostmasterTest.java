package io.tetrapylon.boot.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is running only when its process is alive and is PostgreSQL's. */
class PostmasterTest {
  @TempDir Path cluster;

  @Test
  void noFileNoServer() {
    assertEquals(Optional.empty(), Postmaster.of(cluster));
  }

  @Test
  void aNumberThatAnotherProgramHasNowIsNoServer() throws IOException {
    // given
    write(ProcessHandle.current().pid() + "\n/data\n1750000000\n5432\n");

    // when, then
    assertEquals(Optional.empty(), Postmaster.of(cluster));
  }

  @Test
  void aHalfWrittenFileIsNoServer() throws IOException {
    // given
    write("4711\n/data\n");

    // when, then
    assertEquals(Optional.empty(), Postmaster.of(cluster));
  }

  private void write(String content) throws IOException {
    Files.writeString(cluster.resolve("postmaster.pid"), content);
  }
}
