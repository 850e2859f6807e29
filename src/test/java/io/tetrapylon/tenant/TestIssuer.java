package io.tetrapylon.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of a test: what it publishes, and its tokens, good ones and forged ones. */
public final class TestIssuer {
  public static final String KID = "key-1";
  public static final String CLIENT = "shop";

  private static final Map<TrustedIssuer.Algorithm, PublicJsonWebKey> KEYS =
      new EnumMap<>(TrustedIssuer.Algorithm.class);

  private final String url;
  private final String audience;
  private final TrustedIssuer.Algorithm algorithm;

  /** An issuer whose key is made once for all of that algorithm. */
  public TestIssuer(String url, String audience, TrustedIssuer.Algorithm algorithm) {
    this.url = url;
    this.audience = audience;
    this.algorithm = algorithm;
  }

  public String url() {
    return url;
  }

  public String audience() {
    return audience;
  }

  /** The algorithm as it is written. */
  public String alg() {
    return algorithm.wireName();
  }

  public PublicJsonWebKey key() {
    synchronized (KEYS) {
      return KEYS.computeIfAbsent(algorithm, TestIssuer::generate);
    }
  }

  /** A key that this issuer never published. */
  public static PublicJsonWebKey generate(TrustedIssuer.Algorithm algorithm) {
    try {
      return switch (algorithm) {
        case RS256, PS256 -> RsaJwkGenerator.generateJwk(2048);
        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
        case EDDSA -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      };
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** Its configuration (OpenID Connect Discovery 1.0). */
  public JsonObject configuration() {
    return new JsonObject().put("issuer", url).put("jwks_uri", url + "/keys");
  }

  /** Its keys. */
  public JsonObject keys() {
    return new JsonObject().put("keys", new JsonArray().add(published(key(), KID)));
  }

  public static JsonObject published(PublicJsonWebKey key, String kid) {
    return new JsonObject(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)).put("kid", kid);
  }

  /** A token of the client, as RFC 9068 has it. */
  public String token(Instant now) {
    return token(now, claims -> {});
  }

  /** The same with other claims. */
  public String token(Instant now, Consumer<JwtClaims> change) {
    return sign(claims(now, change), Map.of("typ", "at+jwt"));
  }

  public JwtClaims claims(Instant now, Consumer<JwtClaims> change) {
    var claims = new JwtClaims();
    claims.setIssuer(url);
    claims.setAudience(audience);
    claims.setSubject(UUID.randomUUID().toString());
    claims.setIssuedAt(date(now));
    claims.setExpirationTime(date(now.plusSeconds(300)));
    claims.setStringClaim("azp", CLIENT);
    change.accept(claims);
    return claims;
  }

  public static NumericDate date(Instant instant) {
    return NumericDate.fromMilliseconds(instant.toEpochMilli());
  }

  /** Claims signed by its key, with these header members beside its own. */
  public String sign(JwtClaims claims, Map<String, Object> header) {
    return sign(claims, header, algorithm.wireName(), key().getPrivateKey());
  }

  /** Claims signed by any key. */
  public static String sign(JwtClaims claims, Map<String, Object> header, String alg, Key key) {
    try {
      var jws = new JsonWebSignature();
      jws.setPayload(claims.toJson());
      jws.setAlgorithmHeaderValue(alg);
      jws.setKeyIdHeaderValue(KID);
      header.forEach((name, value) -> jws.getHeaders().setObjectHeaderValue(name, value));
      jws.setKey(key);
      jws.setDoKeyValidation(false);
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** One part of a token, anew. */
  public static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
