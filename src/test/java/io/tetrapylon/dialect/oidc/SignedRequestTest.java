package io.tetrapylon.dialect.oidc;

import static io.tetrapylon.dialect.oidc.BackchannelTenant.asking;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.RequestKey;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a client signs, and those that only look so; and tokens that hint at a user. */
@QuarkusTest
class SignedRequestTest {
  @Inject BackchannelTenant backchannel;
  @Inject Fixture fixture;

  BackchannelTenant.World world;
  EllipticCurveJsonWebKey key;

  @BeforeEach
  void aClientThatSigns() throws JoseException {
    key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    world = backchannel.world("POLL", null);
    backchannel.register(world, "POLL", null, publicJwk(key));
  }

  @Test
  void aSignedRequestIsAsGoodAsItsParameters() throws JoseException {
    send(signed(claims -> {})).statusCode(200);
    send(signed(claims -> claims.setClaim("requested_expiry", 120)))
        .statusCode(200)
        .body("expires_in", equalTo(120));
  }

  @Test
  void anRsaKeySignsAsItWasRegistered() throws JoseException {
    var rsa = RsaJwkGenerator.generateJwk(2048);
    var jwk = new JsonObject(publicJwk(rsa)).put("alg", "PS256");
    backchannel.register(world, "POLL", null, jwk.encode());

    send(jws(claims(c -> {}), rsa.getPrivateKey(), "PS256", Map.of())).statusCode(200);
    refused(jws(claims(c -> {}), rsa.getPrivateKey(), "RS256", Map.of()));
  }

  @Test
  void whoRegisteredAKeySignsEachRequest() {
    backchannel
        .ask(world, asking())
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  @Test
  void besideASignedRequestThereAreNoParameters() throws JoseException {
    var parameters = new HashMap<>(Map.of("request", signed(claims -> {})));
    parameters.put("login_hint", "jdoe");

    backchannel.ask(world, parameters).then().body("error", equalTo("invalid_request"));
  }

  @Test
  void aRequestForAnotherTimePlaceOrClientIsRefused() throws JoseException {
    refused(signed(c -> c.setIssuer("somebody")));
    refused(signed(c -> c.setAudience("https://elsewhere.example")));
    refused(signed(c -> c.setExpirationTimeMinutesInTheFuture(-5)));
    refused(signed(c -> c.setExpirationTimeMinutesInTheFuture(24 * 60)));
    refused(
        signed(c -> c.setNotBefore(NumericDate.fromSeconds(NumericDate.now().getValue() + 600))));
    for (var name : new String[] {"iss", "aud", "exp", "iat", "nbf", "jti"}) {
      refused(signed(c -> c.unsetClaim(name)));
    }
  }

  @Test
  void whatIsNotSignedByTheRegisteredKeyIsRefused() throws JoseException {
    var other = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    var good = signed(c -> {});
    var parts = good.split("\\.");
    refused(jws(claims(c -> {}), other.getPrivateKey(), "ES256", Map.of()));
    refused(
        jws(
            claims(c -> {}),
            other.getPrivateKey(),
            "ES256",
            Map.of("jwk", new JsonObject(publicJwk(other)).getMap())));
    refused(
        jws(
            claims(c -> {}),
            other.getPrivateKey(),
            "ES256",
            Map.of("jku", "http://127.0.0.1:1/keys", "x5u", "http://127.0.0.1:1/cert")));
    refused(base64("{\"alg\":\"none\"}") + "." + parts[1] + ".");
    refused(base64("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
    refused(
        parts[0]
            + "."
            + base64(claims(c -> c.setClaim("login_hint", "root")).toJson())
            + "."
            + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
    refused(hmac());
    refused("x");
    refused(good + "." + parts[2]);
  }

  @Test
  void anUnknownExtensionIsNotUnderstood() throws JoseException {
    refused(
        jws(
            claims(c -> {}),
            key.getPrivateKey(),
            "ES256",
            Map.of("crit", java.util.List.of("exp-two"), "exp-two", 1)));
  }

  @Test
  void aHintTokenIsSignedByTheClient() throws JoseException {
    send(hinting(hint("username", "jdoe", 5))).statusCode(200);
    send(hinting(hint("email", "jdoe@example.com", 5))).statusCode(200);
    send(hinting(hint("sub_id", Map.of("format", "email", "email", "jdoe@example.com"), 5)))
        .statusCode(200);
    send(hinting(hint("username", "nobody", 5))).body("error", equalTo("unknown_user_id"));
    send(hinting(hint("nothing", "jdoe", 5))).body("error", equalTo("unknown_user_id"));
    send(hinting(hint("username", "jdoe", -5)))
        .statusCode(400)
        .body("error", equalTo("expired_login_hint_token"));
    send(hinting(unsigned("jdoe"))).body("error", equalTo("invalid_request"));
  }

  @Test
  void anUnsignedHintTokenIsTakenWhereTheTenantSaysSo() {
    backchannel.register(world, "POLL", null, null);
    var parameters = asking();
    parameters.put("login_hint", "");
    parameters.put("login_hint_token", unsigned("jdoe"));
    backchannel.ask(world, parameters).then().body("error", equalTo("invalid_request"));

    fixture.sql(
        "UPDATE tenant SET unsigned_login_hints = true WHERE id = $1",
        Tuple.of(world.tenant().id()));

    backchannel.ask(world, parameters).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kty':'oct','k':'AAAA'}",
        "{'kty':'EC','crv':'P-384','x':'AAAA','y':'AAAA'}",
        "{'kty':'EC','crv':'P-256','x':'AAAA','y':'AAAA'}",
        "{'kty':'EC','crv':'P-256','x':1,'y':2}",
        "{'kty':'EC','crv':'P-256'}",
        "{'kty':'RSA','n':'AQAB','e':'AQAB'}",
        "{'kty':'RSA','n':'AQAB','e':'AQAB','alg':'HS256'}",
        "{'kty':'RSA','n':'AQAB','e':'AQAB','d':'AQAB'}"
      })
  void aKeyThatIsNoneIsNotRegistered(String jwk) {
    assertThrows(Refusal.class, () -> RequestKey.of(new JsonObject(jwk.replace('\'', '"'))));
  }

  private ValidatableResponse send(String request) {
    return backchannel.ask(world, Map.of("request", request)).then();
  }

  private void refused(String request) {
    send(request).statusCode(400).body("error", equalTo("invalid_request"));
  }

  private String signed(Consumer<JwtClaims> change) throws JoseException {
    return jws(claims(change), key.getPrivateKey(), "ES256", Map.of());
  }

  private String hinting(String token) throws JoseException {
    return signed(
        claims -> {
          claims.unsetClaim("login_hint");
          claims.setClaim("login_hint_token", token);
        });
  }

  private JwtClaims claims(Consumer<JwtClaims> change) {
    var claims = new JwtClaims();
    claims.setIssuer(world.client());
    claims.setAudience(world.issuer());
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setIssuedAtToNow();
    claims.setNotBeforeMinutesInThePast(1);
    claims.setGeneratedJwtId();
    claims.setClaim("scope", "openid");
    claims.setClaim("login_hint", "jdoe");
    change.accept(claims);
    return claims;
  }

  private String hint(String name, Object value, float minutes) throws JoseException {
    var claims = new JwtClaims();
    claims.setExpirationTimeMinutesInTheFuture(minutes);
    claims.setClaim(name, value);
    return jws(claims, key.getPrivateKey(), "ES256", Map.of());
  }

  private static String unsigned(String username) {
    return base64("{\"alg\":\"none\"}") + "." + base64("{\"username\":\"" + username + "\"}") + ".";
  }

  /** Signed with the public key's text as a shared secret. */
  private String hmac() throws JoseException {
    var secret =
        new org.jose4j.keys.HmacKey(
            publicJwk(key).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return jws(claims(c -> {}), secret, "HS256", Map.of());
  }

  private static String jws(
      JwtClaims claims, java.security.Key by, String algorithm, Map<String, Object> headers)
      throws JoseException {
    var jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(by);
    jws.setAlgorithmHeaderValue(algorithm);
    headers.forEach(jws::setHeader);
    return jws.getCompactSerialization();
  }

  private static String publicJwk(JsonWebKey key) {
    return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  private static String base64(String text) {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
