package io.tetrapylon.dispatch.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.dispatch.Visits;
import io.tetrapylon.dispatch.Visits.Told;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed POSTs, by the example of Standard Webhooks and against a server of the test. */
class WebhookTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final JsonObject SETTINGS = new JsonObject().put("secret", SECRET);

  private static Vertx vertx;

  final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  Visits server;
  WebhookChannel channel;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void aReceiver() {
    server = new Visits(vertx);
    channel = new WebhookChannel(Guards.open(vertx, clock), clock);
  }

  @Test
  void theSignatureIsThatOfTheSpecificationsExample() {
    var signature =
        WebhookSecret.parse(SECRET)
            .signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(UTF_8));

    assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
  }

  @Test
  void idTimeAndSignatureAreThoseOfTheMessage() {
    server.answer(Told.status(204));

    send();

    var visit = server.visit(0);
    assertEquals(Guards.ID.toString(), visit.headers().get("webhook-id"));
    assertEquals("1793534400", visit.headers().get("webhook-timestamp"));
    assertEquals(
        WebhookSecret.parse(SECRET)
            .signature(Guards.ID.toString(), 1793534400, visit.body().getBytes()),
        visit.headers().get("webhook-signature"));
    assertEquals("challenge-1", visit.body().toJsonObject().getString("id"));
  }

  @Test
  void whatTheReceiverSaysIsUnderstood() {
    server.answer(
        Told.status(200),
        Told.status(410),
        Told.status(400),
        new Told(302, Map.of("Location", "/x"), ""),
        new Told(503, Map.of("Retry-After", "Sun, 01 Nov 2026 12:00:09 GMT"), ""));

    assertEquals(new Delivery.Sent(null), send());
    assertEquals(new Delivery.Gone("410"), send());
    assertEquals(new Delivery.Failed("400"), send());
    assertEquals(new Delivery.Failed("302"), send());
    assertEquals(new Delivery.Retry("503", Duration.ofSeconds(9)), send());
  }

  @Test
  void secretsThatAreNoneAreRefusedWithoutBeingQuoted() {
    var given = new JsonObject().put("secret", "hunter2");

    var refusal = assertThrows(Refusal.class, () -> channel.settings(given, new JsonObject()));

    assertEquals("secret: must be 'whsec_' and base64 of 24 to 64 bytes.", refusal.getMessage());
  }

  @Test
  void withoutASecretNothingIsSent() {
    var letter = Guards.letter(address(), new JsonObject(), Guards.message());

    assertThrows(Unfit.class, () -> channel.send(letter));
  }

  @Test
  void wordsForAPersonAreNotPosted() {
    var letter = Guards.letter(address(), SETTINGS, new Letter.Text("Code", "123456"));

    assertThrows(Unfit.class, () -> channel.send(letter));
  }

  private Delivery send() {
    return channel
        .send(Guards.letter(address(), SETTINGS, Guards.message()))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private JsonObject address() {
    return new JsonObject().put("url", server.url() + "/hook");
  }
}
