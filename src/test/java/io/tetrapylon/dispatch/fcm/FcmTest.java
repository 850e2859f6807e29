package io.tetrapylon.dispatch.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Visits;
import io.tetrapylon.dispatch.Visits.Told;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FCM by its documentation, against a server of the test: there is no foreign one to be had. */
class FcmTest {
  private static final String TOKEN =
      "{\"access_token\": \"at-1\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}";

  private static Vertx vertx;
  private static KeyPair pair;

  final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  Visits google;
  FcmChannel channel;
  JsonObject settings;

  @BeforeAll
  static void start() throws GeneralSecurityException {
    vertx = Vertx.vertx();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void aServiceAccount() {
    google = new Visits(vertx);
    channel = new FcmChannel(Guards.open(vertx, clock), clock);
    settings =
        channel.settings(
            new JsonObject()
                .put("type", "service_account")
                .put("project_id", "acme-mfa")
                .put("private_key_id", "k1")
                .put("private_key", pem())
                .put("client_email", "push@acme-mfa.example")
                .put("client_id", "1")
                .put("token_uri", google.url() + "/token")
                .put("endpoint", google.url()),
            new JsonObject());
  }

  @Test
  void theMessageIsDataAndSaysHowLongItIsOfUse() {
    google.answer(
        Told.json(200, TOKEN), Told.json(200, "{\"name\": \"projects/acme/messages/7\"}"));

    assertEquals(new Delivery.Sent("projects/acme/messages/7"), send());

    var visit = google.visit(1);
    assertEquals("/v1/projects/acme-mfa/messages:send", visit.path());
    assertEquals("Bearer at-1", visit.headers().get("Authorization"));
    var message = visit.body().toJsonObject().getJsonObject("message");
    assertEquals("device-token", message.getString("token"));
    assertEquals("challenge-1", message.getJsonObject("data").getString("id"));
    assertEquals("{\"sealed\":\"abc\"}", message.getJsonObject("data").getString("message"));
    assertEquals("60s", message.getJsonObject("android").getString("ttl"));
    assertTrue(!message.containsKey("notification"));
  }

  @Test
  void theAssertionIsSignedByTheServiceAccount() throws GeneralSecurityException {
    google.answer(Told.json(200, TOKEN), Told.json(200, "{}"));

    send();

    var form = google.visit(0).body().toString();
    assertTrue(
        form.startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&"));
    var jwt = form.substring(form.indexOf("assertion=") + 10).split("\\.");
    assertEquals("RS256", decoded(jwt[0]).getString("alg"));
    assertEquals("k1", decoded(jwt[0]).getString("kid"));
    var claims = decoded(jwt[1]);
    assertEquals("push@acme-mfa.example", claims.getString("iss"));
    assertEquals(google.url() + "/token", claims.getString("aud"));
    assertEquals("https://www.googleapis.com/auth/firebase.messaging", claims.getString("scope"));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((jwt[0] + "." + jwt[1]).getBytes());
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
  }

  @Test
  void theAccessTokenIsKeptUntilShortlyBeforeItsEnd() {
    google.answer(
        Told.json(200, TOKEN),
        Told.json(200, "{}"),
        Told.json(200, "{}"),
        Told.json(200, TOKEN),
        Told.json(200, "{}"));

    send();
    clock.turn(Duration.ofMinutes(57));
    send();
    clock.turn(Duration.ofMinutes(1));
    send();

    assertEquals(5, google.count());
  }

  @Test
  void aTokenThatGoogleDoesNotTakeIsGotAnew() {
    google.answer(
        Told.json(200, TOKEN), Told.json(401, "{}"), Told.json(200, TOKEN), Told.json(200, "{}"));

    assertEquals(new Delivery.Retry("401 ", null), send());
    assertEquals(new Delivery.Sent(null), send());
  }

  @Test
  void whatGoogleSaysIsUnderstood() {
    google.answer(
        Told.json(200, TOKEN),
        Told.json(
            404,
            """
            {"error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND", "details": [
              {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "UNREGISTERED"}]}}"""),
        Told.json(404, "{\"error\": {\"status\": \"NOT_FOUND\"}}"),
        new Told(
            429, Map.of("Retry-After", "30"), "{\"error\": {\"status\": \"RESOURCE_EXHAUSTED\"}}"),
        Told.json(503, "no JSON at all"),
        Told.json(400, "{\"error\": {\"status\": \"INVALID_ARGUMENT\"}}"));

    assertEquals(new Delivery.Gone("404 UNREGISTERED"), send());
    assertEquals(new Delivery.Failed("404 NOT_FOUND"), send());
    assertEquals(new Delivery.Retry("429 RESOURCE_EXHAUSTED", Duration.ofSeconds(30)), send());
    assertEquals(new Delivery.Retry("503 ", null), send());
    assertEquals(new Delivery.Failed("400 INVALID_ARGUMENT"), send());
  }

  @Test
  void whatIsNotNeededOfAServiceAccountIsNotKept() {
    assertTrue(!settings.containsKey("type") && !settings.containsKey("client_id"));
    assertThrows(
        Refusal.class,
        () -> channel.settings(settings.copy().put("private_key", "x"), new JsonObject()));
    assertThrows(
        Refusal.class,
        () -> channel.settings(settings.copy().put("project_id", "../x"), new JsonObject()));
  }

  private Delivery send() {
    return Delivery.class.cast(
        channel
            .send(
                Guards.letter(
                    new JsonObject().put("token", "device-token"), settings, Guards.message()))
            .onFailure()
            .recoverWithItem(Delivery::of)
            .await()
            .atMost(Duration.ofSeconds(20)));
  }

  private static JsonObject decoded(String part) {
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
  }

  private static String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
