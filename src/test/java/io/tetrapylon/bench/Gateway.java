package io.tetrapylon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged gateway as a process of its own, on an embedded PostgreSQL in a fresh directory. */
final class Gateway implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 900;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final Process process;
  private final int port;
  private final int managementPort;

  private Gateway(Path directory, Process process, int port, int managementPort) {
    this.directory = directory;
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** Starts it with a tenant file; it answers when this returns. */
  static Gateway start(Options options, Path directory, Path tenantFile)
      throws IOException, InterruptedException {
    int port = freePort();
    int managementPort = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.gatewayFlags());
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.management.port=" + managementPort);
    command.add("-Dtetrapylon.data.directory=" + directory.resolve("data"));
    command.add("-Dtetrapylon.bootstrap.file=" + tenantFile);
    // Waiters of the benchmark wait until they are woken.
    command.add("-Dtetrapylon.challenge.max-wait=PT10M");
    command.add("-Dquarkus.http.idle-timeout=PT15M");
    command.addAll(List.of("-jar", options.jar().toString()));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("gateway.log").toFile())
            .start();
    var gateway = new Gateway(directory, process, port, managementPort);
    gateway.awaitAnswer();
    return gateway;
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(
            "The gateway did not start:\n" + Files.readString(directory.resolve("gateway.log")));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean answers() {
    try {
      return get("/q/health/started").statusCode() == 200;
    } catch (IOException | InterruptedException notYet) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Milliseconds of processor time that the gateway has used. */
  double processorTime() {
    return ProcessorTime.of(pid());
  }

  /** Milliseconds of processor time that its PostgreSQL has used. */
  double storeProcessorTime() {
    return ProcessorTime.ofServer(storePid());
  }

  int storePort() {
    return Integer.parseInt(postmaster().get(3));
  }

  private long storePid() {
    return Long.parseLong(postmaster().get(0));
  }

  private List<String> postmaster() {
    return lines("data/postgres/postmaster.pid");
  }

  String storePassword() {
    return lines("data/tetrapylon.password").get(0).strip();
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(directory.resolve(file));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Its database, as the owner of the tables. */
  Connection store() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + storePort() + "/tetrapylon",
        "tetrapylon",
        storePassword());
  }

  /** One sample of its metrics. */
  double metric(String name) throws IOException, InterruptedException {
    var found =
        Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E+-]+)$")
            .matcher(get("/q/metrics").body());
    return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
  }

  /** Megabytes of its heap that are in use, after the garbage is collected. */
  double heapInUse() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+-]+)$")
            .matcher(get("/q/metrics").body())
            .results()
            .mapToDouble(found -> Double.parseDouble(found.group(1)))
            .sum()
        / (1 << 20);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A token for an API client. */
  String token(String accessId, String password) throws IOException, InterruptedException {
    var basic =
        Base64.getEncoder().encodeToString((accessId + ":" + password).getBytes("US-ASCII"));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&scope=api-access"))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    var found = Pattern.compile("\"access_token\" *: *\"([^\"]+)\"").matcher(answer.body());
    if (!found.find()) {
      throw new IllegalStateException("No token: " + answer.statusCode() + " " + answer.body());
    }
    return found.group(1);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Stops it, and its server with it. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    return process.destroyForcibly();
  }
}
