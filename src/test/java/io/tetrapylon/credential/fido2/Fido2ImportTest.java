package io.tetrapylon.credential.fido2;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.tenant.Tenant;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking over credentials from elsewhere, and their administration, on the store. */
@QuarkusTest
class Fido2ImportTest {
  @Inject GuardedTenant given;
  @Inject Fido2Credentials credentials;

  UUID tenant;
  UUID user;

  @BeforeEach
  void aTenantThatTrustsItsCms() {
    tenant = given.tenant();
    user = given.user(tenant);
    policy(tenant, Tenant.Attestation.IMPORT_TRUSTED_CMS);
  }

  private void policy(UUID tenant, Tenant.Attestation policy) {
    given.sql(
        "UPDATE tenant SET attestation = $2, relying_parties = $3 WHERE id = $1 RETURNING id",
        tenant,
        policy.name(),
        new String[] {"example.org", StaSample.RP_ID});
  }

  @Test
  void theSampleOfStaIsTakenUnverifiedWhereTheCmsIsTrusted() {
    // when
    var taken = take(user, StaSample.offered());

    // then
    assertEquals(CredentialState.INITIAL, taken.credential().state());
    assertEquals(Provenance.IMPORTED, taken.provenance());
    assertEquals(AttestationResult.UNVERIFIED, taken.attestation());
    assertEquals("android-safetynet", taken.attestationFormat());
    assertEquals(StaSample.RP_ID, taken.rpId());
    assertEquals(UUID.fromString("c3c512ec-8e7f-11ea-a915-cf12cba00426"), taken.aaguid());
    assertEquals(-7, taken.coseAlgorithm());
    assertEquals(1, taken.credential().movingFactor());
    assertEquals(428, id(taken).length);
    assertEquals("My_TouchPass_B", taken.friendlyName());
    assertNull(taken.lastUsedAt());
  }

  @ParameterizedTest
  @EnumSource(names = "IMPORT_TRUSTED_CMS", mode = EnumSource.Mode.EXCLUDE)
  void theSampleOfStaIsRefusedWhereAttestationsAreVerified(Tenant.Attestation policy) {
    policy(tenant, policy);

    assertEquals(Reason.ATTESTATION_REFUSED, refusal(user, StaSample.offered()));
  }

  @Test
  void whatIsForNoRelyingPartyIsRefused() {
    given.sql("UPDATE tenant SET relying_parties = '{rp.com}' WHERE id = $1 RETURNING id", tenant);

    assertEquals(Reason.MEMBER_INVALID, refusal(user, StaSample.offered()));
  }

  @Test
  void aTakenIdIsTakenForEveryUser() {
    take(user, StaSample.offered());

    assertEquals(Reason.CONFLICT, refusal(given.user(tenant), StaSample.offered()));
  }

  @Test
  void ofFiftyUsersAtOnceOneGetsAnId() {
    var users = IntStream.range(0, 50).mapToObj(i -> given.user(tenant)).toList();
    var won = new AtomicInteger();

    users.parallelStream()
        .forEach(
            each -> {
              try {
                take(each, StaSample.offered());
                won.incrementAndGet();
              } catch (io.tetrapylon.kernel.Refusal lost) {
                assertEquals(Reason.CONFLICT, lost.reason());
              }
            });

    assertEquals(1, won.get());
  }

  @Test
  void anotherTenantMayHaveTheSameIdAndSeesNoneOfOurs() {
    var taken = take(user, StaSample.offered());
    var other = given.tenant();
    var stranger = given.user(other);
    policy(other, Tenant.Attestation.IMPORT_TRUSTED_CMS);

    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> credentials.find(other, user, id(taken))).reason());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> credentials.find(other, stranger, id(taken))).reason());
    given.await(() -> credentials.take(OPERATOR, other, stranger, StaSample.offered()));
  }

  @Test
  void anotherUsersCredentialIsUnknown() {
    var taken = take(user, StaSample.offered());
    var other = given.user(tenant);

    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> credentials.find(tenant, other, id(taken))).reason());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> credentials.delete(OPERATOR, tenant, other, id(taken))).reason());
  }

  @Test
  void anActiveOneIsSuspendedAndResumed() {
    var taken = take(user, StaSample.offered());
    given.sql(
        "UPDATE credential SET state = 'ACTIVE', successes = 1 WHERE tenant_id = $1 RETURNING id",
        tenant);

    var suspended = change(taken, CredentialState.DISABLED, null);
    var resumed = change(taken, CredentialState.ACTIVE, "Key");

    assertEquals(CredentialState.DISABLED, suspended.credential().state());
    assertEquals(CredentialState.ACTIVE, resumed.credential().state());
    assertEquals("Key", resumed.friendlyName());
  }

  @ParameterizedTest
  @EnumSource(names = "INITIAL", mode = EnumSource.Mode.EXCLUDE)
  void aPendingOneIsMovedByItsOwnerOnly(CredentialState to) {
    var taken = take(user, StaSample.offered());

    assertEquals(
        Reason.CONFLICT,
        given
            .refusal(
                () ->
                    credentials.change(
                        OPERATOR, tenant, user, id(taken), new Fido2Change(to, null)))
            .reason());
  }

  @Test
  void whatWasNeverProvenIsNotResumed() {
    var taken = take(user, StaSample.offered());
    given.sql("UPDATE credential SET state = 'DISABLED' WHERE tenant_id = $1 RETURNING id", tenant);

    var change = new Fido2Change(CredentialState.ACTIVE, null);

    assertEquals(
        Reason.CONFLICT,
        given
            .refusal(() -> credentials.change(OPERATOR, tenant, user, id(taken), change))
            .reason());
  }

  @Test
  void aNameIsNotTakenAway() {
    var taken = take(user, StaSample.offered());

    var refusal =
        given.refusal(
            () ->
                credentials.change(OPERATOR, tenant, user, id(taken), new Fido2Change(null, " ")));

    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
    assertTrue(refusal.getMessage().startsWith("friendlyName"));
  }

  @Test
  void aDeletedOneIsGoneAndItsIdFree() {
    var taken = take(user, StaSample.offered());

    given.await(() -> credentials.delete(OPERATOR, tenant, user, id(taken)).replaceWith("deleted"));

    assertEquals(List.of(), given.await(() -> credentials.list(tenant, user)));
    take(given.user(tenant), StaSample.offered());
  }

  @Test
  void anArchivedOneIsNotSeenAndKeepsItsId() {
    take(user, StaSample.offered());
    given.sql("UPDATE credential SET state = 'ARCHIVED' WHERE tenant_id = $1 RETURNING id", tenant);

    assertEquals(List.of(), given.await(() -> credentials.list(tenant, user)));
    assertEquals(Reason.CONFLICT, refusal(user, StaSample.offered()));
  }

  private StoredFido2Credential take(UUID user, Fido2Import offered) {
    return given.await(() -> credentials.take(OPERATOR, tenant, user, offered));
  }

  private Reason refusal(UUID user, Fido2Import offered) {
    return given.refusal(() -> credentials.take(OPERATOR, tenant, user, offered)).reason();
  }

  private StoredFido2Credential change(
      StoredFido2Credential of, @Nullable CredentialState state, @Nullable String name) {
    return given.await(
        () -> credentials.change(OPERATOR, tenant, user, id(of), new Fido2Change(state, name)));
  }

  private static byte[] id(StoredFido2Credential of) {
    return Base64.getUrlDecoder().decode(of.webauthnId());
  }
}
