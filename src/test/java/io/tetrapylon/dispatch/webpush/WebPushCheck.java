package io.tetrapylon.dispatch.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.kernel.Entropy;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A push service that is not ours takes our messages, checks who sends, and opens them: the npm
 * package {@code web-push-testing}, which this test fetches. It needs Node and npm: {@code ./mvnw
 * test -Ptools}.
 */
@Tag("tools")
class WebPushCheck {
  private static final String PACKAGE = "web-push-testing@1.2.2";

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private Process server;
  private int port;
  private WebPushChannel channel;
  private JsonObject settings;

  @BeforeEach
  void aPushService() throws IOException, InterruptedException {
    run("npm", "install", "--no-save", "--no-audit", "--no-fund", PACKAGE);
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var program = "node_modules/web-push-testing/src/bin/server.js";
    server = program("node", program, Integer.toString(port)).start();
    var clock = Clock.systemUTC();
    channel =
        new WebPushChannel(
            new PushServices(Guards.open(vertx, clock), vertx, new Entropy(), clock));
    settings =
        channel.settings(
            new JsonObject().put("subject", "mailto:ops@example.org"), new JsonObject());
    assertEquals("Server running on port " + port, server.inputReader().readLine());
  }

  @AfterEach
  void stop() {
    server.destroy();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void itOpensWhatWeSeal() throws IOException, InterruptedException {
    var subscription = subscribe();

    assertInstanceOf(Delivery.Sent.class, send(subscription));

    var seen =
        ask(
            "/get-notifications",
            new JsonObject().put("clientHash", subscription.getString("clientHash")));
    assertEquals(
        Guards.message().toJson(), new JsonObject(seen.getJsonArray("messages").getString(0)));
  }

  @Test
  void itRefusesAnothersSignature() throws IOException, InterruptedException {
    var subscription = subscribe();
    settings =
        channel.settings(
            new JsonObject().put("subject", "mailto:ops@example.org"), new JsonObject());

    assertEquals(new Delivery.Failed("400"), send(subscription));
  }

  @Test
  void itSaysWhenASubscriptionIsGone() throws IOException, InterruptedException {
    var subscription = subscribe();
    post("/expire-subscription/" + subscription.getString("clientHash"), new JsonObject());

    assertEquals(new Delivery.Gone("410"), send(subscription));
  }

  private Delivery send(JsonObject subscription) {
    return channel
        .send(Guards.letter(subscription, settings, Guards.message()))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private JsonObject subscribe() throws IOException, InterruptedException {
    return ask(
        "/subscribe",
        new JsonObject()
            .put("userVisibleOnly", "true")
            .put("applicationServerKey", settings.getString("publicKey")));
  }

  private JsonObject ask(String path, JsonObject body) throws IOException, InterruptedException {
    return new JsonObject(post(path, body)).getJsonObject("data");
  }

  private String post(String path, JsonObject body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private void run(String... command) throws IOException, InterruptedException {
    var process = program(command).start();
    var output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
  }

  private ProcessBuilder program(String... command) {
    return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
  }
}
