package io.tetrapylon.boot.embedded;

import io.tetrapylon.boot.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The server's files and the programs that work on them.
 *
 * <p>{@code pg_ctl} puts the server into a session of its own: a Ctrl-C in the gateway's terminal
 * does not reach it, and it outlives a gateway that was killed.
 */
final class Cluster {
  private static final int START_SECONDS = 60;

  /** Given on the command line, where no file and no ALTER SYSTEM overrides it. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "password_encryption=scram-sha-256",
          "log_checkpoints=off",
          // No statement and no value of a row in the log: they can be somebody's.
          "log_min_error_statement=panic",
          "log_error_verbosity=terse");

  private final Path directory;
  private final Path files;
  private final Programs programs;

  Cluster(Path directory, Programs programs) {
    this.directory = directory;
    this.files = directory.resolve("postgres");
    this.programs = programs;
  }

  Path files() {
    return files;
  }

  /** Creates the files once, whole or not at all. */
  void create(Path superuserPassword) throws IOException {
    if (Files.exists(files)) {
      return;
    }
    Path fresh = Files.createTempDirectory(directory, "creating-");
    programs.run(
        "initdb",
        "--pgdata=" + fresh,
        "--username=postgres",
        "--pwfile=" + superuserPassword,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    Files.move(fresh, files, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server on a free port and waits until it answers. */
  Postmaster start() throws IOException {
    Postmaster.forget(files);
    programs.run(
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=" + START_SECONDS,
        "--pgdata=" + files,
        "--log=" + directory.resolve("postgres.log"),
        "--options=" + options(freePort()));
    return Postmaster.of(files)
        .orElseThrow(() -> new StartRefused("PostgreSQL started and ended at once: see its log."));
  }

  /** Ends the server's sessions and writes everything down. */
  void stop() {
    programs.run("pg_ctl", "stop", "--wait", "--mode=fast", "--pgdata=" + files);
  }

  private static String options(int port) {
    return SETTINGS.stream()
        .map(setting -> "-c " + setting)
        .collect(Collectors.joining(" ", "-p " + port + " ", ""));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
