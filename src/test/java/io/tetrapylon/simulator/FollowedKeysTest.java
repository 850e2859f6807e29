package io.tetrapylon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.ChallengeKeyRotation;
import io.tetrapylon.device.Enrolments;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.PushPayload;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone goes on with its tenant from one challenge key to the next and loses no request. */
@QuarkusTest
class FollowedKeysTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject Enrolments enrolments;
  @Inject GuardedTenant given;
  @Inject ChallengeKeyRotation rotation;
  @Inject ChallengeKeys keys;
  @Inject PhoneChallenges challenges;
  @Inject Entropy entropy;

  private final GatewayLine line = new GatewayLine(new Entropy(), Clock.systemUTC());

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  SimulatedPhone phone;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    frontEnd = FrontEnd.of(tenant);
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'AT_SMK', 'AT_SMK', 'DEVICE', true, NULL, 1, 10, now(), 0)""",
        Tuple.of(tenant.id()));
    phone = enrolled("jdoe");
  }

  private SimulatedPhone enrolled(String login) {
    var user = fixture.user(tenant, login);
    var begun = given.await(() -> enrolments.begin(Actor.SYSTEM, tenant.id(), user, null));
    var told = Invitation.parse(begun.uri().text());
    var here = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
    return line.enrol(new Invitation(here, told.tenant(), told.secret()), "Phone", null).join();
  }

  @Test
  void pushesBeforeDuringAndAfterAReplacementAreAnswered() {
    // given
    var first = phone.pinned().newest().kid();

    // then
    assertEquals("approved", approved());
    replace();
    assertEquals("approved", approved());
    assertEquals(first, phone.pinned().newest().kid());
    activate();
    assertEquals("approved", approved());
    assertNotEquals(first, phone.pinned().newest().kid());
  }

  @Test
  void aPhoneThatKnowsTheNextKeyAlreadyIsAskedByTheOldOne() {
    // given
    replace();
    line.follow(phone).join();

    // then
    assertEquals("approved", approved());
    activate();
    assertEquals("approved", approved());
  }

  @Test
  void whatWasAskedBeforeTheActivationIsAnsweredAfterIt() {
    // given
    push();
    replace();
    var asked = line.challenges(phone).join().get(0);
    activate();

    // when
    var fetchedAgain = line.challenges(phone).join().get(0);

    // then
    assertEquals(asked.text(), fetchedAgain.text());
    assertEquals("approved", line.answer(phone, asked, "approve", "").join());
  }

  @Test
  void aPhoneThatSleptThroughTwoReplacementsIsPushedTo() {
    // given
    replace();
    activate();
    replace();
    activate();
    push();
    var waiting = challenges.all(tenant.id(), phone.device()).await().indefinitely().get(0);
    var box =
        PushPayload.of(
            entropy,
            phone.device(),
            new EncryptionKey(P256.point(P256.publicKey(phone.encryption()))),
            waiting.text());

    // when
    var pushed =
        line.pushed(phone, new JsonObject().put("id", waiting.id().toString()).put("message", box))
            .join();

    // then
    assertEquals("approved", line.answer(phone, pushed, "approve", "").join());
  }

  @Test
  void aQrCodeByTheNextKeyIsRead() {
    // given
    replace();
    activate();
    var started =
        frontEnd.post(Phones.PLAIN, "transactions", Map.of("login", "jdoe", "type", "QRCODE"));
    String command = started.path("command");

    // when
    var digits = phone.code(line.scanned(phone, command).join());

    // then
    assertEquals(200, frontEnd.post(Phones.PLAIN, "qrcode", qrCode(started, digits)).statusCode());
  }

  @Test
  void whoEnrolsDuringAReplacementGoesOnToo() {
    // given
    replace();
    phone = enrolled("late");

    // then
    activate();
    push("late");
    assertEquals("approved", answered());
  }

  @Test
  void revocationEndsTheTrustAtOnceAndANewEnrolmentBeginsAnew() {
    // given
    push();
    var asked = line.challenges(phone).join().get(0);
    replace();

    // when
    given.await(() -> rotation.revoke(Actor.SYSTEM, tenant.id(), phone.pinned().newest().kid()));

    // then
    assertSays("revoked", () -> line.challenges(phone).join());
    assertSays("answer-invalid", () -> line.answer(phone, asked, "approve", "").join());
    phone = enrolled("anew");
    push("anew");
    assertEquals("approved", answered());
  }

  @Test
  void aReplacementHasLimitsAndWaitsForTheOneBefore() {
    assertEquals(Reason.MEMBER_INVALID, refusal(Duration.ofMinutes(59)));
    assertEquals(Reason.MEMBER_INVALID, refusal(Duration.ofDays(91)));
    assertEquals(Reason.MEMBER_INVALID, refusal(Duration.ofSeconds(Long.MIN_VALUE)));
    replace();
    assertEquals(Reason.CONFLICT, refusal(Duration.ofHours(1)));
    assertEquals(
        1L,
        fixture.value(
            "SELECT count(*) FROM audit_event WHERE tenant_id = $1 AND action = 'challenge-key.rotate'",
            Tuple.of(tenant.id())));
  }

  private Reason refusal(Duration overlap) {
    return assertThrows(
            Refusal.class,
            () -> given.await(() -> rotation.rotate(Actor.SYSTEM, tenant.id(), overlap)))
        .reason();
  }

  private static void assertSays(String what, org.junit.jupiter.api.function.Executable act) {
    var failure = assertThrows(CompletionException.class, act);
    assertTrue(String.valueOf(failure.getCause()).contains(what), failure::toString);
  }

  private String approved() {
    push();
    return answered();
  }

  private String answered() {
    var waiting = line.challenges(phone).join();
    assertEquals(1, waiting.size());
    return line.answer(phone, waiting.get(0), "approve", "").join();
  }

  private void push() {
    push("jdoe");
  }

  private void push(String login) {
    var body = Map.of("login", login, "type", "PUSH");
    assertEquals(200, frontEnd.post(Phones.PLAIN, "transactions", body).statusCode());
  }

  private static Map<String, String> qrCode(Response started, String digits) {
    return Map.of(
        "login", "jdoe", "transactionId", started.path("transactionId"), "qrCodeResponse", digits);
  }

  private void replace() {
    given.await(() -> rotation.rotate(Actor.SYSTEM, tenant.id(), Duration.ofHours(1)));
  }

  /** The overlap is over. */
  private void activate() {
    fixture.sql(
        "UPDATE signing_key SET active_from = now() WHERE tenant_id = $1 AND active_from > now()",
        Tuple.of(tenant.id()));
    keys.forget(tenant.id());
  }
}
