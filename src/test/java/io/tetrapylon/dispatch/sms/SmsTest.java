package io.tetrapylon.dispatch.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Visits;
import io.tetrapylon.dispatch.Visits.Told;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of providers, and what a text can not do to them. */
class SmsTest {
  private static final String TEXT = "Code \"1\" & {to} + 100% \\ é\n\u0007";

  private static Vertx vertx;

  final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  Visits provider;
  SmsChannel channel;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void aProvider() {
    provider = new Visits(vertx);
    channel = new SmsChannel(Guards.open(vertx, clock), clock);
  }

  @Test
  void jsonHoldsTheTextWhateverItIs() {
    provider.answer(Told.status(200));
    var settings =
        new JsonObject()
            .put("url", provider.url() + "/messages")
            .put(
                "headers",
                new JsonObject()
                    .put("Content-Type", "application/json")
                    .put("Authorization", "Bearer k"))
            .put("body", "{\"to\": \"{to}\", \"text\": \"{text}\", \"ref\": \"{id}\"}");

    assertEquals(new Delivery.Sent(null), send(settings));

    var visit = provider.visit(0);
    assertEquals("Bearer k", visit.headers().get("Authorization"));
    assertEquals(
        new JsonObject()
            .put("to", "+41791234567")
            .put("text", TEXT)
            .put("ref", Guards.ID.toString()),
        visit.body().toJsonObject());
  }

  @Test
  void aUrlHoldsTheTextWhateverItIs() {
    provider.answer(Told.status(200));
    var settings =
        new JsonObject()
            .put("method", "GET")
            .put("url", provider.url() + "/send?to={to}&text={text}&key=k");

    send(settings);

    assertEquals("GET", provider.visit(0).method());
    assertEquals(
        "/send?to=%2B41791234567&text=Code%20%221%22%20%26%20%7Bto%7D%20%2B%20100%25%20%5C%20%C3%A9%0A%07&key=k",
        provider.visit(0).path());
  }

  @Test
  void whatTheProviderSaysIsUnderstood() {
    provider.answer(Told.status(202), Told.status(429), Told.status(500), Told.status(402));
    var settings = new JsonObject().put("url", provider.url() + "/{to}").put("body", "t={text}");

    assertEquals(new Delivery.Sent(null), send(settings));
    assertEquals(new Delivery.Retry("429", null), send(settings));
    assertEquals(new Delivery.Retry("500", null), send(settings));
    assertEquals(new Delivery.Failed("402"), send(settings));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"https://{to}.example.org/{text}\"}",
        "{\"url\": \"https://a@example.org/{to}{text}\"}",
        "{\"url\": \"ftp://example.org/{to}{text}\"}",
        "{\"url\": \"https://example.org/\", \"body\": \"{text}\"}",
        "{\"url\": \"https://example.org/\", \"body\": \"{to}\"}",
        "{\"url\": \"https://example.org/{to}{text}\", \"method\": \"TRACE\"}",
        "{\"url\": \"https://example.org/{to}{text}\", \"headers\": {\"X\": \"a\\r\\nb\"}}",
        "{\"url\": \"https://example.org/{to}{text}\", \"haeders\": {}}"
      })
  void templatesThatAreNoneAreRefused(String settings) {
    assertThrows(Refusal.class, () -> channel.settings(new JsonObject(settings), new JsonObject()));
  }

  private Delivery send(JsonObject settings) {
    var kept = channel.settings(settings, new JsonObject());
    var to = new JsonObject().put("number", "+41791234567");
    return channel
        .send(Guards.letter(to, kept, new Letter.Text("Code", TEXT)))
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
