package io.tetrapylon.boot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running server, as its file {@code postmaster.pid} tells: the first line is its process, the
 * fourth its port.
 *
 * @param pid the server's process
 * @param port where it listens
 */
record Postmaster(long pid, int port) {
  private static final String FILE = "postmaster.pid";

  /** The server that works on these files, if one is alive. */
  static Optional<Postmaster> of(Path cluster) {
    try {
      var lines = Files.readAllLines(cluster.resolve(FILE));
      var found = new Postmaster(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3)));
      return Optional.of(found).filter(Postmaster::isAlive);
    } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Removes what a dead server left. Its number may by now be another program's, and PostgreSQL
   * would refuse to start then.
   */
  static void forget(Path cluster) throws IOException {
    Files.deleteIfExists(cluster.resolve(FILE));
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .map(command -> Path.of(command).getFileName().toString())
        .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
        .isPresent();
  }
}
