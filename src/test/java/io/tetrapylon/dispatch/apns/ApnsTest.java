package io.tetrapylon.dispatch.apns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.ParsingMockApnsServerListenerAdapter;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import io.tetrapylon.dispatch.Certificates;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APNs as Pushy's mock of it understands it: HTTP/2 over TLS, tokens checked. */
class ApnsTest {
  private static final String TOPIC = "io.tetrapylon.app";
  private static final String KNOWN = "ab".repeat(32);
  private static final String EXPIRED = "cd".repeat(32);
  private static final List<ApnsPushNotification> TAKEN = new CopyOnWriteArrayList<>();

  @TempDir static Path directory;

  private static Vertx vertx;
  private static MockApnsServer apple;
  private static KeyPair pair;
  private static ApnsChannel channel;
  private static JsonObject settings;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    var store = Certificates.forHost(directory, Guards.NAME);
    apple = apple(store);
    int port = apple.start(0).join();
    var trusting = new HttpClientOptions().setTrustOptions(Certificates.options(store));
    var clock = Clock.systemUTC();
    channel = new ApnsChannel(Guards.open(vertx, clock, trusting), clock);
    settings = settings("https://" + Guards.NAME + ":" + port);
  }

  @AfterAll
  static void stop() {
    apple.shutdown().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static MockApnsServer apple(Path certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(certificate)) {
      store.load(in, "changeit".toCharArray());
    }
    var key = (PrivateKey) store.getKey("server", "changeit".toCharArray());
    var chain = new X509Certificate[] {(X509Certificate) store.getCertificate("server")};
    var verification = new ApnsVerificationKey("KEY1", "TEAM1", (ECPublicKey) pair.getPublic());
    return new MockApnsServerBuilder()
        .setServerCredentials(chain, key, null)
        .setUseAlpn(true)
        .setHandlerFactory(
            session ->
                asPushyReadsIt(
                    new ValidatingPushNotificationHandlerFactory(
                            Map.of(TOPIC, Set.of(KNOWN, EXPIRED)),
                            Map.of(EXPIRED, Instant.now().minusSeconds(3600)),
                            Map.of("KEY1", verification),
                            Map.of(verification, Set.of(TOPIC)))
                        .buildHandler(session)))
        .setListener(
            new ParsingMockApnsServerListenerAdapter() {
              @Override
              public void handlePushNotificationAccepted(ApnsPushNotification notification) {
                TAKEN.add(notification);
              }

              @Override
              public void handlePushNotificationRejected(
                  ApnsPushNotification notification,
                  RejectionReason reason,
                  @Nullable Instant since) {}
            })
        .build();
  }

  /**
   * Pushy writes and checks the signature of a token as DER. RFC 7518 section 3.4 wants two numbers
   * of 32 bytes, which is what Apple documents (ES256) and what we send: here they become DER.
   */
  private static PushNotificationHandler asPushyReadsIt(PushNotificationHandler pushy) {
    return (headers, payload) -> {
      var jwt = headers.get("authorization").toString();
      int dot = jwt.lastIndexOf('.') + 1;
      var bare = Base64.getUrlDecoder().decode(jwt.substring(dot));
      assertEquals(64, bare.length);
      headers.set("authorization", jwt.substring(0, dot) + der(bare));
      pushy.handlePushNotification(headers, payload);
    };
  }

  private static String der(byte[] bare) {
    var order = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
    try {
      var numbers = PlainDSAEncoding.INSTANCE.decode(order, bare);
      var der = StandardDSAEncoding.INSTANCE.encode(order, numbers[0], numbers[1]);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(der);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itTakesOurMessageWithOurId() {
    assertEquals(new Delivery.Sent(Guards.ID.toString()), send(settings, KNOWN));
    assertEquals(new Delivery.Sent(Guards.ID.toString()), send(settings, KNOWN));

    var taken = TAKEN.get(0);
    assertEquals(TOPIC, taken.getTopic());
    assertEquals(Guards.ID, taken.getApnsId());
    var life = Duration.between(Instant.now(), taken.getExpiration());
    assertTrue(life.toSeconds() > 40 && life.toSeconds() <= 60, life.toString());
    var payload = new JsonObject(taken.getPayload());
    assertEquals("challenge-1", payload.getString("id"));
    assertEquals(1, payload.getJsonObject("aps").getInteger("mutable-content"));
  }

  @Test
  void aPhoneThatItNeverKnewIsGone() {
    assertEquals(new Delivery.Gone("400 BadDeviceToken"), send(settings, "12".repeat(16)));
  }

  @Test
  void aPhoneThatTheAppWasTakenFromIsGone() {
    assertEquals(new Delivery.Gone("410 Unregistered"), send(settings, EXPIRED));
  }

  @Test
  void aWrongTopicCostsNobodyHisPhone() {
    var wrong = settings.copy().put("topic", "io.tetrapylon.other");

    assertEquals(new Delivery.Failed("400 DeviceTokenNotForTopic"), send(wrong, KNOWN));
  }

  @Test
  void aKeyThatItDoesNotKnowIsRefused() {
    var wrong = settings.copy().put("keyId", "KEY2");

    assertEquals(new Delivery.Failed("403 InvalidProviderToken"), send(wrong, KNOWN));
  }

  @Test
  void aTokenCannotLeaveItsPlaceInThePath() {
    assertThrows(Unfit.class, () -> send(settings, "../../x"));
  }

  @Test
  void settingsThatAreNoneAreRefused() {
    assertThrows(Refusal.class, () -> check(settings.copy().put("privateKey", "x")));
    assertThrows(Refusal.class, () -> check(settings.copy().put("environment", "test")));
    assertThrows(Refusal.class, () -> check(settings.copy().put("topics", "x")));
    assertThrows(Refusal.class, () -> check(settings.copy().put("topic", "a\r\nb")));
  }

  private static JsonObject check(JsonObject given) {
    return channel.settings(given, new JsonObject());
  }

  private static JsonObject settings(String endpoint) {
    return check(
        new JsonObject()
            .put("teamId", "TEAM1")
            .put("keyId", "KEY1")
            .put(
                "privateKey",
                "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----")
            .put("topic", TOPIC)
            .put("endpoint", endpoint));
  }

  private static Delivery send(JsonObject settings, String token) {
    var address = new JsonObject().put("token", token);
    return channel
        .send(Guards.letter(address, settings, Guards.message()))
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
