package io.tetrapylon.boot;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged gateway as a process of its own, on an embedded database in a given directory. */
final class PackagedGateway {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Path data;
  private final int port;
  private final Process process;

  private PackagedGateway(Path data, int port, Process process) {
    this.data = data;
    this.port = port;
    this.process = process;
  }

  static PackagedGateway start(Path data, Path tenantFile)
      throws IOException, InterruptedException {
    return start(data, tenantFile, freePort(), List.of());
  }

  /** Another one in the same directory shares its database. */
  static PackagedGateway start(Path data, Path tenantFile, int port, List<String> options)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + freePort(),
                "-Dtetrapylon.data.directory=" + data,
                "-Dtetrapylon.bootstrap.file=" + tenantFile));
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    var builder = new ProcessBuilder(command);
    var log = data.resolveSibling("gateway-" + port + ".log").toFile();
    var gateway =
        new PackagedGateway(
            data, port, builder.redirectErrorStream(true).redirectOutput(log).start());
    gateway.awaitReady(log.toPath());
    return gateway;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!Files.readString(log).contains("Listening on")) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("The gateway did not start:\n" + Files.readString(log));
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  /** Kills the gateway, and its database with it: nobody gets to tidy up. */
  void kill() throws IOException, InterruptedException {
    var postmaster = postmaster();
    process.destroyForcibly().waitFor();
    postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
    postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private ProcessHandle postmaster() throws IOException {
    try (var files = Files.find(data, 3, (path, attributes) -> path.endsWith("postmaster.pid"))) {
      var pid = Files.readAllLines(files.findFirst().orElseThrow()).get(0).trim();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
