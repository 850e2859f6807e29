package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a trusted issuer, and what pretends to be one. */
class AccessTokenRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String URL = "https://idp.example/realms/acme";
  private static final String AUDIENCE = "https://mfa.example/acme";

  private final TestIssuer issuer = issuer(Algorithm.RS256);

  private static TestIssuer issuer(Algorithm algorithm) {
    return new TestIssuer(URL, AUDIENCE, algorithm);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aGoodTokenNamesItsClient(Algorithm algorithm) {
    var of = issuer(algorithm);

    var token = check(of, of.token(NOW), terms(algorithm, null));

    assertEquals(TestIssuer.CLIENT, token.subject());
    assertEquals(TestIssuer.KID, token.kid());
    assertEquals(NOW.plusSeconds(330), token.endsAt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "JWT", "jwt"})
  void itsTypeIsThatOfAnAccessToken(String type) {
    assertGood(issuer.sign(claims(c -> {}), Map.of("typ", type)));
  }

  @Test
  void theClientIsInTheClaimThatTheTermsName() {
    assertEquals("shop", subject(null, c -> c.setStringClaim("client_id", "other")));
    assertEquals("other", subject("client_id", c -> c.setStringClaim("client_id", "other")));
    assertEquals(
        "other",
        subject(
            null,
            c -> {
              c.unsetClaim("azp");
              c.setStringClaim("client_id", "other");
            }));
    refused(c -> c.unsetClaim("azp"));
    refused(c -> c.setClaim("azp", List.of("shop")));
    refused(c -> c.setClaim("azp", ""));
    refused(c -> c.setClaim("azp", "sh\u0000op"));
  }

  @Test
  void clocksMayDifferByTheSkewAndNoMore() {
    assertGood(at(c -> c.setIssuedAt(TestIssuer.date(NOW.plusSeconds(30)))));
    refused(c -> c.setIssuedAt(TestIssuer.date(NOW.plusSeconds(31))));
    assertGood(at(c -> c.setNotBefore(TestIssuer.date(NOW.plusSeconds(30)))));
    refused(c -> c.setNotBefore(TestIssuer.date(NOW.plusSeconds(31))));
    assertGood(at(expiring(NOW.minusSeconds(29))));
    refused(expiring(NOW.minusSeconds(30)));
  }

  private static Consumer<JwtClaims> expiring(Instant when) {
    return claims -> {
      claims.setIssuedAt(TestIssuer.date(NOW.minusSeconds(600)));
      claims.setExpirationTime(TestIssuer.date(when));
    };
  }

  @Test
  void aTokenThatLivesLongerThanTheTermsSayIsNone() {
    assertGood(at(c -> c.setExpirationTime(TestIssuer.date(NOW.plusSeconds(3600)))));
    refused(c -> c.setExpirationTime(TestIssuer.date(NOW.plusSeconds(3601))));
    refused(c -> c.setIssuedAt(TestIssuer.date(NOW.minusSeconds(3400))));
    refused(c -> c.setClaim("iat", Long.MIN_VALUE));
    refused(c -> c.setClaim("exp", Long.MAX_VALUE));
    refused(c -> c.setClaim("exp", 1e300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "iat"})
  void whatMustBeThereMustBeThere(String claim) {
    refused(claims -> claims.unsetClaim(claim));
  }

  @Test
  void anotherIssuerOrAnotherAudienceIsRefused() {
    refused(c -> c.setIssuer(URL + "/"));
    refused(c -> c.setIssuer("https://idp.example/realms/evil"));
    refused(c -> c.setAudience("https://mfa.example/other"));
    refused(c -> c.setAudience(AUDIENCE.toUpperCase(java.util.Locale.ROOT)));
    assertGood(at(c -> c.setAudience("account", AUDIENCE)));
  }

  @Test
  void theHeaderHasNoSayInTheAlgorithm() {
    var good = issuer.token(NOW);
    var parts = good.split("\\.");
    var none = TestIssuer.part("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}");
    refused(none + "." + parts[1] + ".");
    refused(none + "." + parts[1] + "." + parts[2]);
    refused(
        TestIssuer.part("{\"alg\":5,\"typ\":\"at+jwt\",\"kid\":\"key-1\"}")
            + "."
            + parts[1]
            + "."
            + parts[2]);
    refused(
        TestIssuer.sign(
            claims(c -> {}),
            Map.of("typ", "at+jwt"),
            "HS256",
            new HmacKey(issuer.key().getPublicKey().getEncoded())));
    refused(
        TestIssuer.sign(
            claims(c -> {}), Map.of("typ", "at+jwt"), "PS256", issuer.key().getPrivateKey()));
    refused(
        TestIssuer.sign(
            claims(c -> {}), Map.of("typ", "at+jwt"), "RS512", issuer.key().getPrivateKey()));
  }

  @Test
  void anotherKeyDoesNotComeWithTheToken() {
    var own = TestIssuer.generate(Algorithm.RS256);
    var header =
        Map.of(
            "typ", "at+jwt",
            "jwk", TestIssuer.published(own, "key-1").getMap(),
            "jku", "https://evil.example/keys",
            "x5u", "https://evil.example/cert");
    refused(TestIssuer.sign(claims(c -> {}), header, "RS256", own.getPrivateKey()));

    assertGood(issuer.sign(claims(c -> {}), header)); // and does no harm where it is not used
  }

  @Test
  void whatWasAlteredIsRefused() {
    var parts = issuer.token(NOW).split("\\.");
    var altered = TestIssuer.part(claims(c -> c.setStringClaim("azp", "root")).toJson());
    refused(parts[0] + "." + altered + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
    refused(parts[0] + "." + parts[1] + "." + parts[2].substring(4));
    refused(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2]);
    refused("x");
  }

  @Test
  void extensionsAreNotUnderstood() {
    refused(
        issuer.sign(claims(c -> {}), Map.of("typ", "at+jwt", "crit", List.of("exp2"), "exp2", 1)));
    refused(
        issuer.sign(claims(c -> {}), Map.of("typ", "at+jwt", "crit", List.of("b64"), "b64", true)));
  }

  @Test
  void aTokenWithinATokenIsNone() {
    var inner = issuer.token(NOW);
    try {
      var outer = new org.jose4j.jws.JsonWebSignature();
      outer.setPayload(inner);
      outer.setHeader("cty", "JWT");
      outer.setHeader("typ", "at+jwt");
      outer.setAlgorithmHeaderValue("RS256");
      outer.setKey(issuer.key().getPrivateKey());
      refused(outer.getCompactSerialization());
    } catch (org.jose4j.lang.JoseException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id+jwt", "logout+jwt", "dpop+jwt", "JOSE", "at+jwt "})
  void anotherTypeIsAnotherToken(String type) {
    refused(issuer.sign(claims(c -> {}), Map.of("typ", type)));
  }

  @Test
  void aTokenWithoutATypeIsRefused() {
    refused(issuer.sign(claims(c -> {}), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "at_hash", "c_hash", "s_hash", "events"})
  void anIdTokenIsNoAccessToken(String claim) {
    refused(jwt(c -> c.setClaim(claim, "x")));
  }

  @Test
  void whatTheIssuerItselfCallsSomethingElseIsRefused() {
    assertGood(jwt(c -> c.setClaim("typ", "Bearer")));
    assertGood(jwt(c -> c.setClaim("token_use", "access")));
    refused(jwt(c -> c.setClaim("typ", "ID")));
    refused(jwt(c -> c.setClaim("typ", "Refresh")));
    refused(jwt(c -> c.setClaim("token_use", "id")));
    refused(jwt(c -> c.setClaim("token_use", 1)));
    refused(jwt(c -> c.setClaim("azp", AUDIENCE))); // it is for the client itself
  }

  @Test
  void aTokenThatIsBoundToAKeyIsNotShownAlone() {
    refused(c -> c.setClaim("cnf", Map.of("jkt", "x")));
  }

  private String subject(@Nullable String claim, Consumer<JwtClaims> change) {
    return check(issuer, at(change), terms(Algorithm.RS256, claim)).subject();
  }

  private JwtClaims claims(Consumer<JwtClaims> change) {
    return issuer.claims(NOW, change);
  }

  private String at(Consumer<JwtClaims> change) {
    return issuer.token(NOW, change);
  }

  private String jwt(Consumer<JwtClaims> change) {
    return issuer.sign(claims(change), Map.of("typ", "JWT"));
  }

  private void assertGood(String token) {
    check(issuer, token, terms(Algorithm.RS256, null));
  }

  private void refused(Consumer<JwtClaims> change) {
    refused(at(change));
  }

  private void refused(String token) {
    var refusal =
        assertThrows(
            Refusal.class, () -> check(issuer, token, terms(Algorithm.RS256, null)), token);
    assertEquals(Reason.TOKEN_INVALID, refusal.reason());
  }

  private static TrustedIssuer.Terms terms(Algorithm algorithm, @Nullable String claim) {
    return new TrustedIssuer.Terms(
        AUDIENCE, algorithm, null, claim, Duration.ofSeconds(30), Duration.ofHours(1));
  }

  private static ForeignToken check(TestIssuer of, String token, TrustedIssuer.Terms terms) {
    var trusted = new TrustedIssuer(UUID.randomUUID(), URL, terms, NOW, 0);
    var trust = new Trust(UUID.randomUUID(), trusted, List.of());
    return AccessTokenRules.check(token, trust, TestIssuer.KID, of.key().getPublicKey(), NOW);
  }
}
