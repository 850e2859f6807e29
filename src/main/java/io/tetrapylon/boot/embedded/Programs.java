package io.tetrapylon.boot.embedded;

import io.tetrapylon.boot.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs. They refuse root, so root runs them in a user name space in which it
 * is nobody; the files stay root's own.
 */
final class Programs {
  private static final List<String> AS_NOBODY = List.of("unshare", "--user");

  private final Path home;
  private final Path output;

  /**
   * @param home the folder that holds {@code bin}
   * @param output where what a program prints goes; a server that it starts must not hold a pipe
   */
  Programs(Path home, Path output) {
    this.home = home;
    this.output = output;
  }

  /**
   * Runs one to its end.
   *
   * @throws StartRefused with what it printed when it fails
   */
  void run(String program, String... arguments) {
    var command = new ArrayList<>(isRoot() ? AS_NOBODY : List.<String>of());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      if (process(command).waitFor() != 0) {
        throw new StartRefused(complaint(program));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartRefused("interrupted while " + program + " ran");
    }
  }

  private Process process(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.directory(home.toFile());
    return builder.start();
  }

  private String complaint(String program) throws IOException {
    String hint =
        isRoot()
            ? " Where root may not make a user name space, run the gateway as an ordinary user or"
                + " set QUARKUS_DATASOURCE_REACTIVE_URL."
            : "";
    return "The embedded PostgreSQL's "
        + program
        + " failed."
        + hint
        + "\n"
        + Files.readString(output);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
