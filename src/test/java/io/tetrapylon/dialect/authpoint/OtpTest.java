package io.tetrapylon.dialect.authpoint;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OtpTest {
  /** HOTP codes of RFC 4226 appendix D. */
  private static final OathToken HOTP =
      new OathToken(
          OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, Secret.of(Fixture.SECRET), -1, 0, 1, 10);

  @Inject Fixture fixture;
  @Inject MeterRegistry metrics;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;

  @BeforeEach
  void aTenant() {
    tenant = fixture.tenant();
    frontEnd = FrontEnd.of(tenant);
  }

  @Test
  void aValidCodeAuthorises() {
    fixture.hotp(tenant, fixture.user(tenant, "jdoe"));

    frontEnd
        .otp(2, "jdoe", HOTP.codeAt(0))
        .then()
        .statusCode(200)
        .body("authenticationResult", equalTo("AUTHORIZED"));
  }

  @Test
  void aCodeWorksOnceAndItsRepetitionIsNotCounted() {
    var token = fixture.hotp(tenant, fixture.user(tenant, "jdoe"));
    frontEnd.otp(2, "jdoe", HOTP.codeAt(0)).then().statusCode(200);

    frontEnd
        .otp(2, "jdoe", HOTP.codeAt(0))
        .then()
        .statusCode(403)
        .body("detail", equalTo("201005001"));

    assertEquals(
        0,
        fixture.value(
            "SELECT failures FROM credential WHERE tenant_id = $1 AND id = $2",
            Tuple.of(tenant.id(), token)));
  }

  @Test
  void theUserIsFoundUnderAnySpellingOfNameOrMail() {
    fixture.hotp(tenant, fixture.user(tenant, "jdoe"));

    frontEnd.otp(2, "JDOE", HOTP.codeAt(0)).then().statusCode(200);
    frontEnd.otp(2, " JDoe@Example.COM ", HOTP.codeAt(1)).then().statusCode(200);
    frontEnd.otp(2, "ｊｄｏｅ", HOTP.codeAt(2)).then().statusCode(200);
  }

  @Test
  void passwordAndCodeTogetherAuthorise() {
    var user = fixture.user(tenant, "jdoe");
    fixture.hotp(tenant, user);
    fixture.password(tenant, user);

    frontEnd
        .post(
            1, "otp", Map.of("login", "jdoe", "otp", HOTP.codeAt(0), "password", Fixture.PASSWORD))
        .then()
        .statusCode(200);
  }

  @Test
  void aCodeIsNotLookedAtBeforeThePasswordIsRight() {
    var user = fixture.user(tenant, "jdoe");
    var token = fixture.hotp(tenant, user);
    fixture.password(tenant, user);

    frontEnd
        .post(1, "otp", Map.of("login", "jdoe", "otp", "000000", "password", "wrong"))
        .then()
        .statusCode(403)
        .body("detail", equalTo("201005001"));

    assertEquals(
        0,
        fixture.value(
            "SELECT failures FROM credential WHERE tenant_id = $1 AND id = $2",
            Tuple.of(tenant.id(), token)));
  }

  @Test
  void threeWrongCodesLockTheToken() {
    fixture.hotp(tenant, fixture.user(tenant, "jdoe"));
    for (int i = 0; i < 3; i++) {
      frontEnd.otp(2, "jdoe", "000000").then().statusCode(403);
    }

    frontEnd.otp(2, "jdoe", HOTP.codeAt(0)).then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"right", "wrong", "used", "locked", "missing", "unknown"})
  void anAttemptCostsTwoVisitsToTheDatabaseWhateverItsOutcome(String which) {
    fixture.hotp(tenant, fixture.user(tenant, "jdoe"));
    fixture.user(tenant, "tokenless");
    lock(fixture.hotp(tenant, fixture.user(tenant, "locked")));
    frontEnd
        .otp(2, "jdoe", HOTP.codeAt(0))
        .then()
        .statusCode(200); // keys, callers and rules are in memory now

    double fewest = Double.MAX_VALUE;
    for (int attempt = 1; attempt <= 3; attempt++) { // a job in the background can only add visits
      double before = visits();
      attempt(which, attempt);
      fewest = Math.min(fewest, visits() - before);
    }

    assertEquals(2.0, fewest);
  }

  private void attempt(String which, int number) {
    switch (which) {
      case "right" -> frontEnd.otp(2, "jdoe", HOTP.codeAt(number)).then().statusCode(200);
      case "wrong" -> frontEnd.otp(2, "jdoe", "000000").then().statusCode(403);
      case "used" -> frontEnd.otp(2, "jdoe", HOTP.codeAt(0)).then().statusCode(403);
      case "locked" -> frontEnd.otp(2, "locked", "000000").then().statusCode(403);
      case "missing" -> frontEnd.otp(2, "tokenless", "000000").then().statusCode(403);
      default -> frontEnd.otp(2, "nobody", "000000").then().statusCode(403);
    }
  }

  private void lock(UUID token) {
    fixture.sql(
        "UPDATE credential SET state = 'LOCKED', state_cause = 'FAILURES', failures = 3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), token));
  }

  private double visits() {
    return metrics.get("sql.pool.completed").counter().count();
  }
}
