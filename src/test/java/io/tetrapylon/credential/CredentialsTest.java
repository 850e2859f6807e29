package io.tetrapylon.credential;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.Credentials.Step;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of credentials on the store. */
@QuarkusTest
class CredentialsTest {
  @Inject GuardedTenant given;
  @Inject Credentials credentials;
  @Inject Passwords passwords;

  UUID tenant;
  UUID user;
  UUID id;

  @BeforeEach
  void aUserWithAPassword() {
    tenant = given.tenant();
    user = given.user(tenant);
    id = given.await(() -> passwords.set(OPERATOR, tenant, user, Secret.of("Password1234"))).id();
  }

  @Test
  void unlockingTakesTheLockAndAllCountedFailures() {
    // given
    lockedByFailures();

    // when
    var unlocked = step(Step.UNLOCK);

    // then
    assertEquals(CredentialState.ACTIVE, unlocked.state());
    assertNull(unlocked.stateCause());
    assertEquals(0, unlocked.statistics().failures());
    assertEquals(0, unlocked.statistics().strangerFailures());
    assertEquals(7, unlocked.statistics().failuresTotal());
  }

  @Test
  void unlockingNeverEnablesWhatWasDisabled() {
    // given
    step(Step.DISABLE);

    // when
    var refusal =
        given.refusal(() -> credentials.step(OPERATOR, tenant, user, id, null, Step.UNLOCK));

    // then
    assertEquals(Reason.CONFLICT, refusal.reason());
    assertEquals(CredentialState.DISABLED, read().state());
  }

  @Test
  void unlockingAUserClearsEachLockAndLeavesWhatIsDisabled() {
    // given
    lockedByFailures();
    var other = given.user(tenant);
    var disabled =
        given.await(() -> passwords.set(OPERATOR, tenant, other, Secret.of("Password1234"))).id();
    given.await(() -> credentials.step(OPERATOR, tenant, other, disabled, null, Step.DISABLE));
    fail(disabled);

    // when
    int first = given.await(() -> credentials.unlockUser(OPERATOR, tenant, user));
    int second = given.await(() -> credentials.unlockUser(OPERATOR, tenant, other));

    // then
    assertEquals(1, first);
    assertEquals(1, second);
    assertEquals(CredentialState.ACTIVE, read().state());
    var left = given.await(() -> credentials.get(tenant, other, disabled));
    assertEquals(CredentialState.DISABLED, left.state());
    assertEquals(0, left.statistics().failures());
  }

  @Test
  void eachStepIsInTheAuditTrailWithWhoTookIt() {
    // when
    step(Step.LOCK);

    // then
    var row =
        given.sql(
            "SELECT actor, subject, user_id FROM audit_event WHERE tenant_id = $1 AND action = 'credential.lock'",
            tenant);
    assertEquals("grace", row.getString(0));
    assertEquals(id.toString(), row.getString(1));
    assertEquals(user, row.getUUID(2));
  }

  @Test
  void aStaleVersionIsRefused() {
    // given
    long seen = read().version();
    step(Step.LOCK);

    // when
    var refusal =
        given.refusal(() -> credentials.step(OPERATOR, tenant, user, id, seen, Step.UNLOCK));

    // then
    assertEquals(Reason.VERSION_STALE, refusal.reason());
  }

  @Test
  void aChangeToActiveUnlocksAndKeepsWhatWasSaidOfIt() {
    // given
    lockedByFailures();

    // when
    var changed =
        change(
            now ->
                new CredentialSettings(
                    "Desk",
                    now.policyId(),
                    now.validity(),
                    CredentialState.ACTIVE,
                    null,
                    "seen",
                    "met at the desk"));

    // then
    assertEquals(CredentialState.ACTIVE, changed.state());
    assertEquals(0, changed.statistics().failures());
    assertEquals("Desk", read().label());
    assertEquals("seen", read().stateDetail());
    assertEquals("met at the desk", read().comment());
  }

  @Test
  void whatWasDisabledBeforeItWasProvenIsNotActiveWhenItIsEnabled() {
    // given
    state("INITIAL");
    step(Step.DISABLE);
    step(Step.DISABLE);

    // when
    var enabled = step(Step.ENABLE);

    // then
    assertEquals(CredentialState.INITIAL, enabled.state());
  }

  @Test
  void whatWasProvenSinceIsActiveWhenItIsEnabled() {
    // given
    state("INITIAL");
    step(Step.DISABLE);
    step(Step.ENABLE);
    state("ACTIVE");
    step(Step.DISABLE);

    // when
    var enabled = step(Step.ENABLE);

    // then
    assertEquals(CredentialState.ACTIVE, enabled.state());
  }

  @Test
  void sayingThatItIsActiveProvesNothing() {
    // given
    state("INITIAL");

    // when
    var refusal =
        given.refusal(
            () -> credentials.change(OPERATOR, tenant, user, id, null, this::shallBeActive));
    step(Step.DISABLE);
    var changed = change(this::shallBeActive);

    // then
    assertEquals(Reason.CONFLICT, refusal.reason());
    assertEquals(CredentialState.INITIAL, changed.state());
    assertNull(changed.stateCause());
  }

  private CredentialSettings shallBeActive(CredentialSettings now) {
    return now.in(CredentialState.ACTIVE, StateCause.ADMIN_CHANGED);
  }

  private void state(String state) {
    given.sql(
        "UPDATE credential SET state = $3 WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        id,
        state);
  }

  @Test
  void aChangeToAPolicyOfAnotherKindIsRefused() {
    // given
    var oath =
        given
            .sql(
                "SELECT id FROM credential_policy WHERE tenant_id = $1 AND code = 'AT_EMPOTP'",
                tenant)
            .getUUID(0);

    // when
    var refusal =
        given.refusal(
            () ->
                credentials.change(
                    OPERATOR,
                    tenant,
                    user,
                    id,
                    null,
                    now ->
                        new CredentialSettings(
                            now.label(), oath, now.validity(), now.state(), null, null, null)));

    // then
    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
  }

  @Test
  void aCredentialIsFoundByItsExternalIdAndItsUserOnly() {
    // given
    var external = read().externalId();
    var other = given.user(tenant);

    // then
    assertEquals(id, given.await(() -> credentials.find(tenant, user, external)).id());
    assertNull(given.await(() -> credentials.find(tenant, other, external)));
  }

  private Credential change(java.util.function.UnaryOperator<CredentialSettings> edit) {
    return given.await(() -> credentials.change(OPERATOR, tenant, user, id, null, edit));
  }

  @Test
  void aDeletedCredentialIsGone() {
    // when
    given.await(() -> credentials.delete(OPERATOR, tenant, user, id, null));

    // then
    assertTrue(given.await(() -> credentials.list(tenant, user)).isEmpty());
    assertEquals(Reason.OBJECT_UNKNOWN, refusedRead(tenant, user, id));
  }

  @Test
  void anotherTenantsOrUsersCredentialIsUnknown() {
    // given
    var otherTenant = given.tenant();
    var otherUser = given.user(tenant);

    // then
    assertEquals(Reason.OBJECT_UNKNOWN, refusedRead(otherTenant, user, id));
    assertEquals(Reason.OBJECT_UNKNOWN, refusedRead(tenant, otherUser, id));
    assertEquals(
        Reason.OBJECT_UNKNOWN, given.refusal(() -> credentials.list(otherTenant, user)).reason());
  }

  private void lockedByFailures() {
    fail(id);
    given.sql(
        "UPDATE credential SET state = 'LOCKED', state_cause = 'FAILURES' WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        id);
  }

  private void fail(UUID credential) {
    given.sql(
        """
        UPDATE credential SET failures = 3, stranger_failures = 2, failures_total = 7
         WHERE tenant_id = $1 AND id = $2 RETURNING id""",
        tenant,
        credential);
  }

  private Credential step(Step step) {
    return given.await(() -> credentials.step(OPERATOR, tenant, user, id, null, step));
  }

  private Credential read() {
    return given.await(() -> credentials.get(tenant, user, id));
  }

  private Reason refusedRead(UUID ofTenant, UUID ofUser, UUID credential) {
    return given.refusal(() -> credentials.get(ofTenant, ofUser, credential)).reason();
  }
}
