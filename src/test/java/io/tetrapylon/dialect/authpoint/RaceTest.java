package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.ForgotTokenCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single use and lockout, by racing. */
@QuarkusTest
class RaceTest {
  private static final OathToken HOTP =
      new OathToken(
          OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, Secret.of(Fixture.SECRET), -1, 0, 1, 10);
  private static final int ROUNDS = 50;
  private static final int CLIENTS = 200;

  @Inject Fixture fixture;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  Crowd crowd;

  @BeforeEach
  void aTenant() {
    tenant = fixture.tenant();
    frontEnd = FrontEnd.of(tenant);
    crowd = new Crowd(tenant, frontEnd);
  }

  @Test
  void oneCodePostedByTwoHundredClientsSucceedsOnceAndLocksNobodyOut() {
    var token = fixture.hotp(tenant, fixture.user(tenant, "jdoe"));

    for (int round = 0; round < ROUNDS; round++) {
      String body = otp(HOTP.codeAt(round));
      var statuses = crowd.post(CLIENTS, 2, "otp", client -> body);
      assertOneSuccess(statuses, "round " + round);
    }

    assertEquals(0, number("failures", token));
    assertEquals((long) ROUNDS, number("successes", token));
  }

  @Test
  void passwordAndCodeTogetherSucceedOnceToo() {
    var user = fixture.user(tenant, "jdoe");
    fixture.hotp(tenant, user);
    fixture.password(tenant, user);
    String body =
        "{\"login\":\"jdoe\",\"otp\":\""
            + HOTP.codeAt(0)
            + "\",\"password\":\""
            + Fixture.PASSWORD
            + "\"}";

    assertOneSuccess(crowd.post(60, 1, "otp", client -> body), "password and code");
  }

  @Test
  void ofAHundredGuessesAtOnceNoMoreThanTheLimitTakeEffect() {
    var token = fixture.hotp(tenant, fixture.user(tenant, "jdoe"));

    crowd.post(100, 2, "otp", client -> otp(wrongCode(client)));

    assertEquals(3, number("failures", token));
    assertEquals("LOCKED", column("state", token));
    frontEnd.otp(2, "jdoe", HOTP.codeAt(0)).then().statusCode(403);
  }

  @Test
  void aRightCodeAmongAHundredGuessesIsNoBetterThanTheLimit() {
    var token = fixture.hotp(tenant, fixture.user(tenant, "jdoe"));

    crowd.post(100, 2, "otp", client -> otp(client == 99 ? HOTP.codeAt(0) : wrongCode(client)));

    long successes = (long) number("successes", token);
    long failures = (long) number("failures_total", token);
    assertTrue(
        failures <= 3 + successes * 3, failures + " failures counted, " + successes + " successes");
  }

  @Test
  void ofAHundredWrongPasswordsTenTakeEffectAndTheRightOneIsRefusedAfterwards() {
    var password = fixture.password(tenant, fixture.user(tenant, "jdoe"));

    crowd.post(
        100, 3, "password", client -> "{\"login\":\"jdoe\",\"password\":\"wrong" + client + "\"}");

    assertEquals(10, number("failures", password));
    crowd
        .post(
            1,
            3,
            "password",
            client -> "{\"login\":\"jdoe\",\"password\":\"" + Fixture.PASSWORD + "\"}")
        .forEach(status -> assertEquals(403, status));
  }

  @Test
  void aForgotTokenCodeWorksOnceAndItsRepetitionsCostNoTry() {
    var user = fixture.user(tenant, "jdoe");
    fixture.password(tenant, user);

    for (int round = 0; round < ROUNDS; round++) {
      String code = String.format("%06d", round);
      grant(user, "123456", 2, code);
      String body = forgotToken("123456", code, 2);
      assertOneSuccess(crowd.post(CLIENTS, 1, "forgottoken", client -> body), "round " + round);
    }

    assertEquals(0, tries(user));
  }

  @Test
  void ofAHundredWrongForgotTokenCodesFiveAreReadAndTheRightOneIsRefusedAfterwards() {
    var user = fixture.user(tenant, "jdoe");
    fixture.password(tenant, user);
    grant(user, "123456", 2, "654321");

    crowd.post(
        100, 1, "forgottoken", client -> forgotToken("123456", String.format("%06d", client), 2));

    assertEquals(5, tries(user));
    assertEquals(
        List.of(403),
        crowd.post(1, 1, "forgottoken", client -> forgotToken("123456", "654321", 2)));
  }

  private static void assertOneSuccess(List<Integer> statuses, String when) {
    assertEquals(
        1, statuses.stream().filter(status -> status == 200).count(), when + ": " + statuses);
    assertTrue(
        statuses.stream().allMatch(status -> status == 200 || status == 403),
        when + ": " + statuses);
  }

  private static String otp(String code) {
    return "{\"login\":\"jdoe\",\"otp\":\"" + code + "\"}";
  }

  /** None of the first hundred codes of the token. */
  private static String wrongCode(int client) {
    int code = 100_000 + client;
    while (isOneOfTheTokens(String.format("%06d", code))) {
      code += 1_000;
    }
    return String.format("%06d", code);
  }

  private static boolean isOneOfTheTokens(String code) {
    for (long counter = 0; counter < 100; counter++) {
      if (HOTP.codeAt(counter).equals(code)) {
        return true;
      }
    }
    return false;
  }

  private static String forgotToken(String activation, String verification, int hours) {
    return """
        {"login":"jdoe","password":"%s","activationCode":"%s","verificationCode":"%s","interval":%d}"""
        .formatted(Fixture.PASSWORD, activation, verification, hours);
  }

  private void grant(UUID user, String activation, int hours, String verification) {
    byte[] stored =
        ForgotTokenCode.stored(fixture.keys(tenant), user, activation, hours, verification);
    fixture.sql(
        """
        INSERT INTO forgot_token_grant (tenant_id, id, user_id, code_mac, interval_hours, reason, granted_by, created_at, expires_at)
        VALUES ($1, gen_random_uuid(), $2, $3, $4, 'test', 'test', now(), now() + interval '15 minutes')""",
        Tuple.of(tenant.id(), user, Buffer.buffer(stored), hours));
  }

  private Object tries(UUID user) {
    return fixture.value(
        "SELECT tries FROM forgot_token_guard WHERE tenant_id = $1 AND user_id = $2",
        Tuple.of(tenant.id(), user));
  }

  private Object number(String column, UUID credential) {
    return column(column, credential);
  }

  private Object column(String column, UUID credential) {
    return fixture.value(
        "SELECT " + column + " FROM credential WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential));
  }
}
