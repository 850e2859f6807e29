package io.tetrapylon.credential.oath;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administration of OATH tokens on the store. */
@QuarkusTest
class OathTokensTest {
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @Inject GuardedTenant given;
  @Inject OathTokens tokens;
  @Inject Credentials credentials;
  @Inject DataKeys dataKeys;
  @Inject Clock clock;

  UUID tenant;
  UUID user;

  @BeforeEach
  void aUser() {
    tenant = given.tenant();
    user = given.user(tenant);
  }

  @Test
  void aTokenIsToldOnceWithItsSecretAndNeverAgain() {
    // when
    var created = create(usual("Phone"));

    // then
    assertEquals(
        "otpauth://totp/Acme:Phone?secret="
            + SECRET
            + "&issuer=Acme&algorithm=SHA1&digits=6&period=30",
        created.uri().text());
    assertFalse(created.token().toString().contains(SECRET));
  }

  @Test
  void withoutASecretOneOf160BitsIsMade() {
    // when
    var one = create(with(null, null, 0));
    var other = create(with(null, null, 0));

    // then
    assertEquals(20, opened(one.token().credential().id()).length());
    assertFalse(one.uri().equals(other.uri()));
  }

  @Test
  void theStoreHoldsTheSecretSealed() {
    // when
    var id = create(usual("Phone")).token().credential().id();

    // then
    var stored = new String(sealed(id), StandardCharsets.ISO_8859_1);
    assertFalse(stored.contains(SECRET));
    assertFalse(stored.contains("12345678901234567890"));
    assertArrayEquals(
        "12345678901234567890".getBytes(StandardCharsets.US_ASCII), opened(id).bytes());
  }

  @Test
  void tokensTakeTheFirstPolicyThatIsFreeAndThenTheDefault() {
    // when
    var codes =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(i -> create(usual("Token " + i)).token().policyCode())
            .toList();

    // then
    assertEquals(java.util.List.of("AT_EMPOTP", "AT_CUSTOTP", "AT_OTP", "AT_EMPOTP"), codes);
  }

  @Test
  void aPolicyOfAnotherKindIsRefused() {
    // when
    var refusal =
        given.refusal(() -> tokens.create(OPERATOR, tenant, user, with(secret(), "AT_EMPPWD", 0)));

    // then
    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
  }

  @Test
  void anExternalIdIsUniqueInTheTenant() {
    // given
    var taken =
        new NewOathToken(
            "Fob", OathParameters.USUAL, secret(), 0, null, "oath-123", Validity.ALWAYS);
    create(taken);

    // when
    var refusal = given.refusal(() -> tokens.create(OPERATOR, tenant, user, taken));

    // then
    assertEquals(Reason.CONFLICT, refusal.reason());
  }

  @Test
  void aCounterIsStoredAsTheLastOneUsed() {
    // when
    var token = create(with(secret(), "AT_OTP", 5)).token();

    // then
    assertEquals(4, token.credential().movingFactor());
    assertEquals(5, token.counter());
  }

  @Test
  void labelPolicyAndValidityCanBeChangedByWhoSawTheVersion() {
    // given
    var token = create(usual("Phone")).token();
    var id = token.credential().id();
    var until = Instant.parse("2030-01-01T00:00:00Z");

    // when
    var changed =
        given.await(
            () ->
                tokens.change(
                    OPERATOR,
                    tenant,
                    user,
                    id,
                    token.credential().version(),
                    old -> new OathSettings("Fob", "AT_OTP", new Validity(null, until))));

    // then
    assertEquals("Fob", changed.credential().label());
    assertEquals("AT_OTP", changed.policyCode());
    assertEquals(until, changed.credential().validity().to());
    assertNull(changed.credential().validity().from());
    assertEquals(changed, given.await(() -> tokens.get(tenant, user, id)));
  }

  @Test
  void aTokenWithoutEndHasAnInfiniteOneInTheStore() {
    // when
    var id = create(usual("Phone")).token().credential().id();

    // then
    assertTrue(
        given
            .sql(
                """
                SELECT valid_from = '-infinity' AND valid_to = 'infinity' FROM credential
                 WHERE tenant_id = $1 AND id = $2""",
                tenant,
                id)
            .getBoolean(0));
  }

  @Test
  void aTokenThatRanAwayIsFoundByTwoCodes() {
    // given
    var token = create(usual("Phone")).token();
    var id = token.credential().id();
    var ahead = clock.instant().plus(2, ChronoUnit.HOURS);
    var rule = rule();
    long step = rule.stepAt(ahead);

    // when
    var found = resynchronise(id, rule.codeAt(step), rule.codeAt(step + 1));

    // then
    assertEquals(step + 1, found.credential().movingFactor());
    assertTrue(Math.abs(found.credential().drift() - 241) <= 1);
  }

  @Test
  void codesCannotBeUsedToResynchroniseTwice() {
    // given
    var id = create(usual("Phone")).token().credential().id();
    var rule = rule();
    long step = rule.stepAt(clock.instant());
    resynchronise(id, rule.codeAt(step), rule.codeAt(step + 1));

    // when
    var refusal =
        given.refusal(
            () ->
                tokens.resynchronise(
                    OPERATOR, tenant, user, id, rule.codeAt(step), rule.codeAt(step + 1)));

    // then
    assertEquals(Reason.CODE_WRONG, refusal.reason());
  }

  @Test
  void anotherTenantsTokenIsUnknown() {
    // given
    var id = create(usual("Phone")).token().credential().id();
    var other = given.tenant();

    // then
    assertEquals(Reason.OBJECT_UNKNOWN, given.refusal(() -> tokens.get(other, user, id)).reason());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given
            .refusal(() -> tokens.resynchronise(OPERATOR, other, user, id, "123456", "123457"))
            .reason());
  }

  @Test
  void deletingATokenFreesItsPolicyAndItsExternalId() {
    // given
    var made =
        new NewOathToken("Fob", OathParameters.USUAL, secret(), 0, null, "oath-1", Validity.ALWAYS);
    var id = create(made).token().credential().id();

    // when
    given.await(() -> credentials.delete(OPERATOR, tenant, user, id, null));

    // then
    assertEquals("AT_EMPOTP", create(made).token().policyCode());
    assertEquals(1, given.await(() -> tokens.list(tenant, user)).size());
  }

  private StoredOathToken resynchronise(UUID id, String first, String second) {
    return given.await(() -> tokens.resynchronise(OPERATOR, tenant, user, id, first, second));
  }

  private OathTokens.Created create(NewOathToken made) {
    return given.await(() -> tokens.create(OPERATOR, tenant, user, made));
  }

  private static NewOathToken usual(String label) {
    return new NewOathToken(label, OathParameters.USUAL, secret(), 0, null, null, Validity.ALWAYS);
  }

  private static NewOathToken with(@Nullable Secret secret, @Nullable String policy, long counter) {
    var method = counter > 0 ? OathMethod.HOTP : OathMethod.TOTP;
    return new NewOathToken(
        "Fob",
        new OathParameters(method, OathAlgorithm.SHA256, 8, 60),
        secret,
        counter,
        policy,
        null,
        Validity.ALWAYS);
  }

  private static Secret secret() {
    return Base32Secret.parse(SECRET);
  }

  private static OathToken rule() {
    return new OathToken(OathMethod.TOTP, OathAlgorithm.SHA1, 6, 30, secret(), -1, 0, 1, 10);
  }

  private Secret opened(UUID id) {
    var stored = sealed(id);
    return given.await(() -> dataKeys.open(tenant, Candidate.SECRET, id, stored));
  }

  private byte[] sealed(UUID id) {
    return given
        .sql("SELECT sealed_secret FROM credential WHERE tenant_id = $1 AND id = $2", tenant, id)
        .getBuffer(0)
        .getBytes();
  }
}
