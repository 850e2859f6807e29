package io.tetrapylon.device.protocol;

import io.tetrapylon.keys.ChallengeVerificationKey;
import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * By which a tenant's challenge key names the one that follows it: a JWS of type {@value #TYPE} by
 * the old key. A phone takes it from the newest key that it has pinned and from no other, so that
 * nobody leads it back, or aside with a key that it left behind.
 *
 * @param tenant the tenant's code
 * @param next the key that follows
 * @param activeFrom from when on that key signs, in whole seconds
 * @param issuedAt when it was said, in whole seconds
 */
public record KeyStatement(
    String tenant, ChallengeVerificationKey next, Instant activeFrom, Instant issuedAt) {
  /** The type in the header. */
  public static final String TYPE = "challenge-key+jws";

  /** The signed text. */
  public String sign(P256SigningKey by) {
    var header =
        new JsonObject()
            .put("alg", SigningAlgorithm.ES256.wireName())
            .put("typ", TYPE)
            .put("kid", by.kid());
    var key = new JsonObject().put("kid", next.kid());
    var payload =
        new JsonObject()
            .put("tid", tenant)
            .put("key", key.mergeIn(Jwk.of(P256.publicKey(next.point()))))
            .put("nbf", activeFrom.getEpochSecond())
            .put("iat", issuedAt.getEpochSecond());
    return CompactJws.sign(header, payload, by::sign);
  }

  /**
   * Reads a statement as a phone does.
   *
   * @param newest the newest key that the phone has pinned
   * @param tenant its tenant's code
   * @return empty where that key did not sign it, about itself and another key of this tenant
   */
  public static Optional<KeyStatement> read(
      String text, ChallengeVerificationKey newest, String tenant) {
    var key = new DeviceKey.ForEs256(P256.publicKey(newest.point()));
    return CompactJws.parse(text)
        .filter(jws -> newest.kid().equals(jws.header().getValue("kid")))
        .filter(jws -> jws.flaw(TYPE, key).isEmpty())
        .flatMap(jws -> of(new Claims(jws.payload())))
        .filter(statement -> statement.tenant().equals(tenant))
        .filter(statement -> !statement.next().kid().equals(newest.kid()));
  }

  private static Optional<KeyStatement> of(Claims claims) {
    var tenant = claims.text("tid");
    var next = claims.members().getValue("key") instanceof JsonObject jwk ? key(jwk) : none();
    var activeFrom = claims.instant("nbf");
    var issuedAt = claims.instant("iat");
    return tenant == null || next.isEmpty() || activeFrom == null || issuedAt == null
        ? Optional.empty()
        : Optional.of(new KeyStatement(tenant, next.get(), activeFrom, issuedAt));
  }

  private static Optional<ChallengeVerificationKey> key(JsonObject jwk) {
    var kid = new Claims(jwk).text("kid");
    try {
      return kid == null || kid.isEmpty()
          ? none()
          : Optional.of(new ChallengeVerificationKey(kid, P256.point(Jwk.p256(jwk))));
    } catch (IllegalArgumentException notOnTheCurve) {
      return none();
    }
  }

  private static Optional<ChallengeVerificationKey> none() {
    return Optional.empty();
  }
}
