package io.tetrapylon.dialect.authpoint;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Answers;
import io.tetrapylon.challenge.ChallengeState;
import io.tetrapylon.challenge.Expiry;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.challenge.TestPhone;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push from the login page to its outcome, as a client of AuthPoint sees it. */
@QuarkusTest
class PushTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;
  @Inject Expiry expiry;

  Fixture.Tenant tenant;
  UUID user;
  TestPhone phone;
  FrontEnd frontEnd;
  final Map<String, String> texts = new HashMap<>();

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    user = fixture.user(tenant, "jdoe");
    phone = phones.phone(tenant, user);
    frontEnd = FrontEnd.of(tenant);
  }

  @Test
  void theFirstPollSaysThatItIsProcessing() {
    var id = push(Phones.PLAIN);

    poll(Phones.PLAIN, id)
        .then()
        .statusCode(202)
        .body("detail", equalTo("201045014"))
        .body("title", containsString("processing"))
        .body("status", equalTo(202));
  }

  @Test
  void aPollAfterThePhoneHasItSaysDevice() {
    var id = push(Phones.PLAIN);
    given(id);

    poll(Phones.PLAIN, id)
        .then()
        .statusCode(202)
        .body("detail", equalTo("201045015"))
        .body("title", containsString("device"));
  }

  @Test
  void anApprovalIsAuthorizedOnceAndForItsOwnRetry() {
    var id = push(Phones.PLAIN);
    answer(id, "approve", null);

    poll(Phones.PLAIN, id)
        .then()
        .statusCode(200)
        .body("authenticationResult", equalTo("AUTHORIZED"))
        .body("pushResult", equalTo("AUTHORIZED"))
        .body("$", not(hasKey("status")));
    poll(Phones.PLAIN, id).then().statusCode(200);
    phones.age(tenant, id, 61);
    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201045006"));
  }

  @Test
  void anApprovalThatNobodyCollectsIsOver() {
    var id = push(Phones.PLAIN);
    answer(id, "approve", null);
    phones.age(tenant, id, 121);

    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201045002"));
  }

  @Test
  void aDenialIsToldAndIsFinal() {
    var id = push(Phones.PLAIN);
    answer(id, "deny", null);

    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201055008"));
    assertRefused(Reason.TRANSACTION_SETTLED, () -> answer(id, "approve", null));
    assertEquals("DENIED", phones.column(tenant, id, "state"));
  }

  @Test
  void aReportOfFraudReadsAsADenial() {
    var id = push(Phones.PLAIN);
    answer(id, "fraud", null);

    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201055008"));
  }

  @Test
  void anExpiredPushReadsAsExpiredBeforeAndAfterTheSweeperAndTakesNoAnswer() {
    var id = push(Phones.PLAIN);
    var challenge = given(id);
    phones.age(tenant, id, 61);

    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201045002"));
    assertRefused(
        Reason.TRANSACTION_EXPIRED,
        () -> answer(id, phone.signed(phone.answer(challenge, "approve"))));
    expiry.sweep().await().indefinitely();
    assertEquals("EXPIRED", phones.column(tenant, id, "state"));
    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201045002"));
  }

  @Test
  void digitsAreShownWhereTheResourceWantsThemAndMustBeTyped() {
    var answer = start(Phones.DIGITS, Map.of());
    String id = answer.path("transactionId");
    String digits = answer.path("numberMatch");
    assertNull(start(Phones.PLAIN, Map.of()).path("numberMatch"));

    assertRefused(Reason.ANSWER_INVALID, () -> answer(id, "approve", null));
    assertRefused(Reason.DIGITS_WRONG, () -> answer(id, "approve", other(digits)));
    assertEquals(ChallengeState.APPROVED, answer(id, "approve", digits));
    poll(Phones.DIGITS, id).then().statusCode(200);
  }

  @Test
  void theThirdWrongDigitsEndThePush() {
    fixture.sql(
        "UPDATE credential_policy SET failure_limit = 10 WHERE tenant_id = $1 AND kind = 'DEVICE'",
        Tuple.of(tenant.id()));
    var answer = start(Phones.DIGITS, Map.of());
    String id = answer.path("transactionId");
    String digits = answer.path("numberMatch");

    for (int i = 0; i < 3; i++) {
      assertRefused(Reason.DIGITS_WRONG, () -> answer(id, "approve", other(digits)));
    }

    assertRefused(Reason.TRANSACTION_SETTLED, () -> answer(id, "approve", digits));
    poll(Phones.DIGITS, id).then().statusCode(403).body("detail", equalTo("201005001"));
  }

  @Test
  void threeInvalidAnswersBlockThePhone() {
    var id = push(Phones.PLAIN);
    var challenge = given(id);
    var claims = phone.answer(challenge, "approve").put("nonce", "AAAA");

    for (int i = 0; i < 3; i++) {
      assertRefused(Reason.ANSWER_INVALID, () -> answer(id, phone.signed(claims)));
    }

    assertRefused(
        Reason.CREDENTIAL_LOCKED,
        () -> answer(id, phone.signed(phone.answer(challenge, "approve"))));
    start(Phones.PLAIN, Map.of()).then().statusCode(404).body("detail", equalTo("201045012"));
  }

  @Test
  void anotherCallerResourceOrKindDoesNotFindIt() {
    var id = push(Phones.PLAIN);
    var other = FrontEnd.of(phones.tenant());
    String qr = start(Phones.PLAIN, Map.of("type", "QRCODE")).path("transactionId");

    other.request().get(other.path(1, "transactions/" + id)).then().statusCode(404);
    poll(Phones.DIGITS, id).then().statusCode(404).body("detail", equalTo("201045018"));
    poll(999, id).then().statusCode(404).body("detail", equalTo("201115007"));
    poll(Phones.PLAIN, "no-uuid").then().statusCode(404).body("detail", equalTo("201045018"));
    poll(Phones.PLAIN, UUID.randomUUID().toString())
        .then()
        .statusCode(404)
        .body("detail", equalTo("201045018"));
    poll(Phones.PLAIN, qr).then().statusCode(403).body("detail", equalTo("201045006"));
  }

  @Test
  void aBlockedUserIsNotAuthorizedByAnApproval() {
    var id = push(Phones.PLAIN);
    answer(id, "approve", null);
    fixture.sql(
        "UPDATE app_user SET status = 'BLOCKED' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), user));

    poll(Phones.PLAIN, id).then().statusCode(403).body("detail", equalTo("201005019"));
  }

  @Test
  void thePasswordIsCheckedBeforeAnythingIsSent() {
    fixture.password(tenant, user);

    start(Phones.PASSWORD, Map.of("password", "wrong"))
        .then()
        .statusCode(403)
        .body("detail", equalTo("201005001"));
    start(Phones.PASSWORD, Map.of()).then().statusCode(400).body("detail", equalTo("201115003"));
    start(Phones.PASSWORD, Map.of("password", Fixture.PASSWORD)).then().statusCode(200);
    assertEquals(
        1L,
        fixture.value(
            "SELECT count(*) FROM challenge WHERE tenant_id = $1", Tuple.of(tenant.id())));
  }

  @Test
  void nobodyIsAskedWithoutAPhone() {
    fixture.user(tenant, "nophone");

    start(Phones.PLAIN, Map.of("login", "nophone"))
        .then()
        .statusCode(404)
        .body("detail", equalTo("201045012"));
    start(Phones.PLAIN, Map.of("login", "nobody"))
        .then()
        .statusCode(403)
        .body("detail", equalTo("201005001"));
  }

  @Test
  void sixDigitsAnswerAQrCodeOnce() {
    var answer = start(Phones.PLAIN, Map.of("type", "QRCODE"));
    String id = answer.path("transactionId");
    String command = answer.path("command");
    assertEquals(2, command.split(":").length);
    var code = phone.code(nonce(id), UUID.fromString(id));

    qrCode(id, code).then().statusCode(200).body("authenticationResult", equalTo("AUTHORIZED"));
    qrCode(id, code).then().statusCode(403).body("detail", equalTo("201045006"));
  }

  @Test
  void afterThreeWrongDigitsTheQrCodeIsDead() {
    String id = start(Phones.PLAIN, Map.of("type", "QRCODE")).path("transactionId");
    var code = phone.code(nonce(id), UUID.fromString(id));
    fixture.sql(
        "UPDATE credential_policy SET failure_limit = 10 WHERE tenant_id = $1 AND kind = 'DEVICE'",
        Tuple.of(tenant.id()));

    for (int i = 0; i < 3; i++) {
      qrCode(id, other(code)).then().statusCode(403).body("detail", equalTo("201005001"));
    }

    qrCode(id, code).then().statusCode(403).body("detail", equalTo("201045006"));
  }

  @Test
  void aQrCodeThatIsExpiredUnknownOrAPushIsToldSo() {
    String id = start(Phones.PLAIN, Map.of("type", "QRCODE")).path("transactionId");
    phones.age(tenant, id, 61);

    qrCode(id, "123456").then().statusCode(403).body("detail", equalTo("201045002"));
    qrCode("x", "123456").then().statusCode(404).body("detail", equalTo("201045018"));
    qrCode(push(Phones.PLAIN), "123456")
        .then()
        .statusCode(403)
        .body("detail", equalTo("201045006"));
  }

  private Response start(long resource, Map<String, ?> more) {
    var body = new HashMap<String, Object>(Map.of("login", "jdoe", "type", "PUSH"));
    body.putAll(more);
    return frontEnd.post(resource, "transactions", body);
  }

  private String push(long resource) {
    var answer = start(resource, Map.of());
    answer.then().statusCode(200);
    return answer.path("transactionId");
  }

  private Response poll(long resource, String id) {
    return frontEnd.request().get(frontEnd.path(resource, "transactions/" + id));
  }

  private Response qrCode(String id, String code) {
    return frontEnd.post(
        Phones.PLAIN,
        "qrcode",
        Map.of("login", "jdoe", "transactionId", id, "qrCodeResponse", code));
  }

  private byte[] nonce(String id) {
    return ((io.vertx.core.buffer.Buffer) phones.column(tenant, id, "nonce")).getBytes();
  }

  private String given(String id) {
    return challenges
        .one(tenant.id(), phone.device(), UUID.fromString(id))
        .await()
        .indefinitely()
        .text();
  }

  private ChallengeState answer(String id, String decision, String digits) {
    var claims = phone.answer(text(id), decision);
    if (digits != null) {
      claims.put("digits", digits);
    }
    return answer(id, phone.signed(claims));
  }

  /** The challenge as the phone got it while it was open. */
  private String text(String id) {
    return texts.computeIfAbsent(id, this::given);
  }

  private ChallengeState answer(String id, String text) {
    return answers
        .answer(new Answers.Given(tenant.id(), phone.device(), UUID.fromString(id), text, "test"))
        .await()
        .indefinitely();
  }

  private static String other(String digits) {
    char last = digits.charAt(digits.length() - 1);
    return digits.substring(0, digits.length() - 1) + (char) ('0' + (last - '0' + 1) % 10);
  }

  private static void assertRefused(Reason reason, org.junit.jupiter.api.function.Executable when) {
    assertEquals(reason, assertThrows(Refusal.class, when).reason());
  }
}
