package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions that no resource stands behind: who is asked, what is signed, what still holds. */
@QuarkusTest
class RequestsTest {
  private static final Shown TRANSFER =
      new Shown("", "", "", "", List.of(new Shown.Detail("amount", "400.00")));

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;
  @Inject SealedChallenges sealed;
  @Inject Authentication authentication;
  @Inject Callers callers;
  @Inject Ids ids;

  Fixture.Tenant tenant;
  UUID user;
  TestPhone phone;
  Caller caller;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    user = fixture.user(tenant, "jdoe");
    phone = phones.phone(tenant, user);
    caller =
        callers
            .byPassword(tenant.accessId(), Secret.of("secret-" + tenant.accessId()))
            .await()
            .indefinitely();
  }

  @Test
  void thePhoneShowsWhatIsSignedAndTheTrailKeepsItWithItsHash() {
    var asked = (Decision.Pending) ask("jdoe", terms(null, null));

    var claims = TestPhone.claims(text(phone, asked));
    assertEquals(0, claims.getLong("rid"));
    assertEquals(tenant.accessId(), claims.getString("rname"));
    var lines = claims.getJsonObject("ctx").getJsonArray("details");
    assertEquals("400.00", lines.getJsonObject(0).getString("value"));
    answer(phone, asked, "approve");
    for (var action : List.of("transaction.request", "transaction.answer")) {
      var trail = new JsonObject(detail(action));
      assertEquals(lines, trail.getJsonArray("details"), action);
      assertEquals(
          TestPhone.base64(
              TestPhone.sha256(lines.encode().getBytes(java.nio.charset.StandardCharsets.UTF_8))),
          trail.getString("sha256"),
          action);
    }
  }

  @Test
  void digitsAreTypedUnlessTheTenantAllowsPlainApproval() {
    var first = (Decision.Pending) ask("jdoe", terms(null, null));
    assertNotNull(first.digits());

    fixture.sql(
        "INSERT INTO push_rules VALUES ($1, 60, 0, 100, 100, 100, 86400, 100, 60, 0, true)",
        Tuple.of(tenant.id()));

    var second = (Decision.Pending) ask("jdoe", terms(null, null));
    assertNull(second.digits());
    assertEquals(false, TestPhone.claims(text(phone, second)).getBoolean("match"));
  }

  @Test
  void everyRequestHasANumberOfItsOwn() {
    phones.unlimited(tenant);

    long first = ((Decision.Pending) ask("jdoe", terms(null, null))).number();
    long second = ((Decision.Pending) ask("jdoe", terms(null, null))).number();

    assertTrue(second > first && first >= 10_000, first + ", " + second);
  }

  @Test
  void aRequestForOnePhoneIsNotTheOthers() {
    var other = phones.phone(tenant, user);
    var asked = (Decision.Pending) ask("jdoe", terms(null, phone.device()));

    assertEquals(Reason.TRANSACTION_UNKNOWN, refusalOf(other, asked));
    assertEquals(List.of(), challenges.all(tenant.id(), other.device()).await().indefinitely());
    assertEquals(
        Reason.DEVICE_MISSING, ((Decision.Refused) ask("jdoe", terms(null, user))).reason());
  }

  @Test
  void limitsOfPushesAndTheStandingOfTheUserHold() {
    ask("jdoe", terms(null, null));
    assertEquals(Reason.PUSH_LIMITED, refused("jdoe"));
    assertEquals(Reason.USER_UNKNOWN, refused("nobody"));
    fixture.user(tenant, "phoneless");
    assertEquals(Reason.DEVICE_MISSING, refused("phoneless"));
    fixture.sql(
        "UPDATE app_user SET status = 'BLOCKED' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), user));
    assertEquals(Reason.USER_BLOCKED, refused("jdoe"));
  }

  @Test
  void theLifetimeIsTheWishWithinItsBounds() {
    phones.unlimited(tenant);

    assertEquals(Duration.ofSeconds(120), lifetime(Duration.ofSeconds(120)));
    assertEquals(Duration.ofSeconds(15), lifetime(Duration.ofSeconds(1)));
    assertEquals(Duration.ofMinutes(10), lifetime(Duration.ofDays(1)));
    assertEquals(Duration.ofSeconds(60), lifetime(null));
  }

  @Test
  void theOnePhoneOpensTheSealedChallengeAndOfSeveralNone() throws Exception {
    phones.unlimited(tenant);
    var asked = (Decision.Pending) ask("jdoe", terms(null, null));
    assertEquals(text(phone, asked), open(sealedOf(asked)));

    phones.phone(tenant, user);

    var header = TestPhone.claims("." + sealedOf(asked).split("\\.")[0]);
    assertEquals("dir", header.getString("alg"));
    assertNull(header.getValue("zip"));
  }

  private String sealedOf(Decision.Pending asked) {
    return sealed.jwe(tenant.id(), asked.transaction()).await().indefinitely();
  }

  private String open(String jwe) throws Exception {
    var key = new io.tetrapylon.device.protocol.EncryptionKey(point()).jwk().getMap();
    key.put(
        "d",
        TestPhone.base64(
            org.bouncycastle.util.BigIntegers.asUnsignedByteArray(32, phone.encryption().getD())));
    var opened = new JsonWebEncryption();
    opened.setCompactSerialization(jwe);
    opened.setKey(PublicJsonWebKey.Factory.newPublicJwk(key).getPrivateKey());
    return opened.getPayload();
  }

  private byte[] point() {
    return io.tetrapylon.keys.P256.point(io.tetrapylon.keys.P256.publicKey(phone.encryption()));
  }

  private Duration lifetime(@Nullable Duration wish) {
    var claims = TestPhone.claims(text(phone, (Decision.Pending) ask("jdoe", terms(wish, null))));
    return Duration.ofSeconds(claims.getLong("exp") - claims.getLong("iat"));
  }

  private Terms terms(@Nullable Duration lifetime, @Nullable UUID device) {
    return new Terms(ids.next(), lifetime, device, null);
  }

  private Decision ask(String login, Terms terms) {
    var context = new Attempt.Context(caller, "test", Question.NO_RESOURCE, login, Origin.of(null));
    return authentication
        .decide(new PhoneAttempt.Request(context, TRANSFER, terms))
        .await()
        .indefinitely();
  }

  private Reason refused(String login) {
    return ((Decision.Refused) ask(login, terms(null, null))).reason();
  }

  private String text(TestPhone of, Decision.Pending asked) {
    return challenges
        .one(tenant.id(), of.device(), asked.transaction())
        .await()
        .indefinitely()
        .text();
  }

  private Reason refusalOf(TestPhone of, Decision.Pending asked) {
    return challenges
        .one(tenant.id(), of.device(), asked.transaction())
        .map(found -> Reason.INTERNAL)
        .onFailure(Refusal.class)
        .recoverWithItem(failure -> failure.reason())
        .await()
        .indefinitely();
  }

  private void answer(TestPhone by, Decision.Pending asked, String decision) {
    var claims = by.answer(text(by, asked), decision).put("digits", asked.digits());
    answers
        .answer(
            new Answers.Given(
                tenant.id(), by.device(), asked.transaction(), by.signed(claims), "test"))
        .await()
        .indefinitely();
  }

  private String detail(String action) {
    return (String)
        fixture.value(
            "SELECT detail FROM audit_event WHERE tenant_id = $1 AND action = $2",
            Tuple.of(tenant.id(), action));
  }
}
