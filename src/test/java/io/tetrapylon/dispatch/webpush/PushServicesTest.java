package io.tetrapylon.dispatch.webpush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.dispatch.Visits;
import io.tetrapylon.dispatch.Visits.Told;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Web Push and UnifiedPush against a server of the test. */
class PushServicesTest {
  private static Vertx vertx;

  final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  JsonObject settings;
  Visits server;
  Channel webPush;
  Channel unifiedPush;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void aPushService() {
    var service =
        new PushServices(Guards.open(vertx, clock), vertx, new RepeatingEntropy(1), clock);
    webPush = new WebPushChannel(service);
    unifiedPush = new UnifiedPushChannel(service);
    server = new Visits(vertx);
    settings =
        webPush.settings(
            new JsonObject().put("subject", "mailto:ops@example.org"), new JsonObject());
  }

  @Test
  void theHeadersSayHowLongHowUrgentAndWhatItReplaces() {
    server.answer(Told.status(201));

    assertEquals(new Delivery.Sent(null), send(webPush, settings, address(true)));

    var headers = server.visit(0).headers();
    assertEquals("60", headers.get("TTL"));
    assertEquals("high", headers.get("Urgency"));
    assertEquals("aes128gcm", headers.get("Content-Encoding"));
    assertTrue(headers.get("Topic").matches("[A-Za-z0-9_-]{1,32}"));
  }

  @Test
  void theTokenNamesTheOriginAndIsSignedByTheTenantsKey() throws GeneralSecurityException {
    server.answer(Told.status(201), Told.status(201));

    send(webPush, settings, address(true));
    send(webPush, settings, address(true));

    var authorization = server.visit(0).headers().get("Authorization");
    assertEquals(authorization, server.visit(1).headers().get("Authorization"), "is kept");
    var parts = authorization.substring("vapid t=".length()).split(", k=");
    assertEquals(settings.getString("publicKey"), parts[1]);
    var jwt = parts[0].split("\\.");
    var claims = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(jwt[1])));
    assertEquals(server.url(), claims.getString("aud"));
    assertEquals("mailto:ops@example.org", claims.getString("sub"));
    assertTrue(claims.getLong("exp") - clock.instant().getEpochSecond() <= 24 * 3600);
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(P256.publicKey(Base64.getUrlDecoder().decode(parts[1])));
    signature.update((jwt[0] + "." + jwt[1]).getBytes());
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
  }

  @Test
  void theTokenIsMadeAnewAfterSixHours() {
    server.answer(Told.status(201), Told.status(201));
    send(webPush, settings, address(true));

    clock.turn(Duration.ofHours(6));
    send(webPush, settings, address(true));

    var first = server.visit(0).headers().get("Authorization");
    assertTrue(!first.equals(server.visit(1).headers().get("Authorization")));
  }

  @Test
  void whatThePushServiceSaysIsUnderstood() {
    server.answer(
        Told.status(404),
        Told.status(410),
        new Told(429, Map.of("Retry-After", "7"), ""),
        Told.status(503),
        Told.status(413),
        new Told(307, Map.of("Location", "/elsewhere"), ""));

    assertEquals(new Delivery.Gone("404"), send(webPush, settings, address(true)));
    assertEquals(new Delivery.Gone("410"), send(webPush, settings, address(true)));
    assertEquals(
        new Delivery.Retry("429", Duration.ofSeconds(7)), send(webPush, settings, address(true)));
    assertEquals(new Delivery.Retry("503", null), send(webPush, settings, address(true)));
    assertEquals(new Delivery.Failed("413"), send(webPush, settings, address(true)));
    assertEquals(new Delivery.Failed("307"), send(webPush, settings, address(true)));
    assertEquals(6, server.count());
  }

  @Test
  void unifiedPushWithoutKeysGetsTheMessageAsItIs() {
    server.answer(Told.status(200));

    send(unifiedPush, new JsonObject(), address(false));

    assertNull(server.visit(0).headers().get("Authorization"));
    assertEquals(Guards.message().toJson(), server.visit(0).body().toJsonObject());
  }

  @Test
  void unifiedPushWithKeysGetsItSealed() {
    server.answer(Told.status(200));

    assertInstanceOf(Delivery.Sent.class, send(unifiedPush, new JsonObject(), address(true)));

    assertEquals("aes128gcm", server.visit(0).headers().get("Content-Encoding"));
    assertTrue(!server.visit(0).body().toString().contains("challenge-1"));
  }

  @Test
  void webPushWithoutKeysIsUnfit() {
    assertThrows(Unfit.class, () -> send(webPush, settings, address(false)));
    assertThrows(Unfit.class, () -> send(webPush, new JsonObject(), address(true)));
  }

  @Test
  void theKeyPairStaysWhenTheSubjectChanges() {
    var changed =
        webPush.settings(new JsonObject().put("subject", "https://example.org"), settings);

    assertEquals(settings.getString("privateKey"), changed.getString("privateKey"));
    assertEquals("https://example.org", changed.getString("subject"));
  }

  @Test
  void keysThatDoNotBelongTogetherAreRefused() {
    var other =
        webPush.settings(
            new JsonObject().put("subject", "mailto:ops@example.org"), new JsonObject());
    var mixed = settings.copy().put("publicKey", other.getString("publicKey"));

    assertThrows(Refusal.class, () -> webPush.settings(mixed, new JsonObject()));
    assertThrows(
        Refusal.class,
        () -> webPush.settings(new JsonObject().put("subject", "ops"), new JsonObject()));
    assertEquals(settings, webPush.settings(settings, new JsonObject()));
  }

  private static Delivery send(Channel channel, JsonObject settings, JsonObject address) {
    Letter letter = Guards.letter(address, settings, Guards.message());
    return channel.send(letter).await().atMost(Duration.ofSeconds(20));
  }

  private JsonObject address(boolean withKeys) {
    var address = new JsonObject().put("endpoint", server.url() + "/push/1");
    var point = P256.point((ECPublicKey) P256.generate().getPublic());
    return withKeys
        ? address.put(
            "keys",
            new JsonObject()
                .put("p256dh", Base64.getUrlEncoder().withoutPadding().encodeToString(point))
                .put("auth", "BTBZMqHH6r4Tts7J_aSIgg"))
        : address;
  }
}
