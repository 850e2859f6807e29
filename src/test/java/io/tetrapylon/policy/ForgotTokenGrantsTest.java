package io.tetrapylon.policy;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants for a forgotten token on the store. */
@QuarkusTest
class ForgotTokenGrantsTest {
  private static final ForgotTokenRequest REQUEST =
      new ForgotTokenRequest("123456", 8, "left at home");

  @Inject GuardedTenant given;
  @Inject ForgotTokenGrants grants;
  @Inject DataKeys dataKeys;

  UUID tenant;
  UUID user;

  @BeforeEach
  void aUser() {
    tenant = given.tenant();
    user = given.user(tenant);
  }

  @Test
  void aGrantIsGoodForAQuarterOfAnHourByTheDatabasesClock() {
    // when
    var grant = grant().grant();

    // then
    assertEquals(Duration.ofMinutes(15), Duration.between(grant.createdAt(), grant.expiresAt()));
    assertEquals("grace", grant.grantedBy());
    assertEquals(8, grant.hours());
  }

  @Test
  void theStoredMacIsThatOfTheUserTheCodesAndTheInterval() {
    // when
    var granted = grant();

    // then
    var stored = stored(granted.grant().id());
    var code = granted.verificationCode().text();
    assertTrue(code.matches("[0-9]{6}"));
    assertTrue(matches(stored, user, "123456", 8, code));
    assertFalse(matches(stored, user, "123457", 8, code));
    assertFalse(matches(stored, user, "123456", 9, code));
    assertFalse(matches(stored, user, "123456", 8, code.equals("000000") ? "000001" : "000000"));
    assertFalse(matches(stored, UUID.randomUUID(), "123456", 8, code));
  }

  @Test
  void theTrailTellsTheReasonAndNoCode() {
    // when
    var code = grant().verificationCode().text();

    // then
    var row =
        given.sql(
            "SELECT detail, user_id FROM audit_event WHERE tenant_id = $1 AND action = 'forgot-token.grant'",
            tenant);
    assertEquals("8 h: left at home", row.getString(0));
    assertEquals(user, row.getUUID(1));
    assertFalse(row.getString(0).contains(code));
  }

  @Test
  void aGrantThatWasTakenBackIsGone() {
    // given
    var id = grant().grant().id();

    // when
    given.await(() -> grants.revoke(OPERATOR, tenant, user, id));

    // then
    assertTrue(given.await(() -> grants.list(tenant, user)).isEmpty());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> grants.revoke(OPERATOR, tenant, user, id)).reason());
  }

  @Test
  void anotherTenantsOrUsersGrantIsNotTakenBack() {
    // given
    var id = grant().grant().id();
    var otherTenant = given.tenant();
    var otherUser = given.user(tenant);

    // then
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> grants.revoke(OPERATOR, otherTenant, user, id)).reason());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> grants.revoke(OPERATOR, tenant, otherUser, id)).reason());
    assertEquals(1, given.await(() -> grants.list(tenant, user)).size());
  }

  @Test
  void anUnknownUserGetsNone() {
    // given
    var otherTenant = given.tenant();

    // then
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> grants.grant(OPERATOR, otherTenant, user, REQUEST)).reason());
  }

  private ForgotTokenGrants.Granted grant() {
    return given.await(() -> grants.grant(OPERATOR, tenant, user, REQUEST));
  }

  private boolean matches(
      byte[] stored, UUID of, String activation, int hours, String verification) {
    var keys = given.await(() -> dataKeys.of(tenant));
    return ForgotTokenCode.candidates(keys, of, activation, hours, verification).stream()
        .anyMatch(candidate -> Arrays.equals(candidate, stored));
  }

  private byte[] stored(UUID id) {
    return given
        .sql("SELECT code_mac FROM forgot_token_grant WHERE tenant_id = $1 AND id = $2", tenant, id)
        .getBuffer(0)
        .getBytes();
  }
}
