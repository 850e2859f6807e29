package io.tetrapylon.device.reach;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.uaf.AttestationType;
import io.tetrapylon.credential.uaf.AuthenticatorVersion;
import io.tetrapylon.credential.uaf.NewUafCredential;
import io.tetrapylon.credential.uaf.UafAuthenticator;
import io.tetrapylon.credential.uaf.UafCredentials;
import io.tetrapylon.credential.uaf.UafKey;
import io.tetrapylon.device.PushChannel;
import io.tetrapylon.device.reach.UafRegistrations.Wanted;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UAF credentials and their targets on the store. */
@QuarkusTest
class UafRegistrationsTest {
  private static final GivenTarget GIVEN =
      new GivenTarget(
          "fcm", "token-of-the-phone", "app/1", "enc", "sig", "app-1", "phone-1", "business-1");
  private static final NewTarget TARGET =
      new NewTarget(
          "dt-1",
          new TargetSettings("Pixel", true, GIVEN),
          new AppAttestation("attested", 1L, "receipt", "key", "phone-1", "production"));

  @Inject GuardedTenant tenants;
  @Inject UafRegistrations registrations;
  @Inject UafCredentials uaf;
  @Inject DispatchTargets targets;
  @Inject Credentials credentials;

  UUID tenant;
  UUID user;
  UUID policy;

  @BeforeEach
  void aUser() {
    tenant = tenants.tenant();
    user = tenants.user(tenant);
    policy =
        tenants
            .sql(
                "SELECT id FROM credential_policy WHERE tenant_id = $1 AND code = 'FIDO_UAF'",
                tenant)
            .getUUID(0);
  }

  @Test
  void whatWasGivenIsReadAgain() {
    var made = create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var read = tenants.await(() -> registrations.get(tenant, user, "c-1"));

    assertEquals(made, read);
    assertEquals(TARGET.settings(), target(read).settings());
    assertEquals(PushChannel.FCM, target(read).channel());
    assertEquals(TARGET.attestation(), attestation(read).attestation());
    assertEquals(authenticator("ABCD#0001", "a2V5"), read.credential().authenticator());
  }

  @Test
  void whereThePhoneIsReachedIsSealed() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var row =
        tenants.sql("SELECT to_jsonb(t)::text FROM dispatch_target t WHERE tenant_id = $1", tenant);

    assertTrue(!row.getString(0).contains("token-of-the-phone"), row.getString(0));
  }

  @Test
  void theDigitsOfAnAaidHaveNoCase() {
    create(wanted("c-1", "ABCD#0001", "a2V5", null));
    var other = tenants.user(tenant);

    var refusal =
        tenants.refusal(
            () ->
                registrations.create(
                    OPERATOR, tenant, other, wanted("c-2", "abcd#0001", "a2V5", null)));

    assertEquals(Reason.CONFLICT, refusal.reason());
  }

  @Test
  void aCredentialThatIsRefusedLeavesNoTarget() {
    create(wanted("c-1", "ABCD#0001", "a2V5", null));

    tenants.refusal(
        () ->
            registrations.create(
                OPERATOR, tenant, user, wanted("c-2", "ABCD#0001", "a2V5", TARGET)));

    assertEquals(0, tenants.await(() -> targets.list(tenant, user)).size());
  }

  @Test
  void whatIsTakenIsTold() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var taken =
        tenants.await(
            () -> registrations.taken(tenant, user, wanted("c-1", "abcd#0001", "a2V5", TARGET)));

    assertEquals(Set.of(Taken.values()), taken);
  }

  @Test
  void namesAreTakenFromTheSameUserOnly() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));
    var other = tenants.user(tenant);

    var taken =
        tenants.await(
            () -> registrations.taken(tenant, other, wanted("c-2", "ABCD#0002", "a2V5", TARGET)));

    assertEquals(Set.of(Taken.TARGET_EXTERNAL_ID), taken);
  }

  @Test
  void twoCredentialsShareATarget() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var second =
        create(new Wanted(wanted("c-2", "ABCD#0001", "Yg", null).credential(), null, "dt-1"));

    assertEquals("dt-1", target(second).externalId());
  }

  @Test
  void aTargetOfSomebodyElseCannotBeLinked() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));
    var other = tenants.user(tenant);

    var refusal =
        tenants.refusal(
            () ->
                registrations.create(
                    OPERATOR,
                    tenant,
                    other,
                    new Wanted(wanted("c-2", "ABCD#0001", "Yg", null).credential(), null, "dt-1")));

    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
  }

  @Test
  void aCredentialOutlivesItsTarget() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    tenants.await(() -> targets.remove(OPERATOR, tenant, user, "dt-1", null).replaceWith(true));

    assertNull(tenants.await(() -> registrations.get(tenant, user, "c-1")).target());
  }

  @Test
  void aTargetGoesWithItsLastCredential() {
    var first = create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));
    var second =
        create(new Wanted(wanted("c-2", "ABCD#0001", "Yg", null).credential(), null, "dt-1"));

    delete(first);
    int left = tenants.await(() -> targets.list(tenant, user)).size();
    delete(second);

    assertEquals(1, left);
    assertEquals(0, tenants.await(() -> targets.list(tenant, user)).size());
  }

  private void delete(UafRegistration registration) {
    var id = registration.credential().credential().id();
    tenants.await(() -> credentials.delete(OPERATOR, tenant, user, id, null).replaceWith(true));
  }

  @Test
  void anotherTargetIsAnotherAddress() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var changed =
        tenants.await(
            () ->
                targets.change(
                    OPERATOR,
                    tenant,
                    user,
                    "dt-1",
                    0L,
                    now -> new TargetSettings("Pixel", false, given("webhook", "https://a.b/c"))));

    assertEquals(PushChannel.WEBHOOK, changed.channel());
    assertEquals(1, changed.version());
    assertEquals(changed, tenants.await(() -> targets.get(tenant, user, "dt-1")));
  }

  @Test
  void aTargetThatHasChangedSinceIsNotChanged() {
    create(wanted("c-1", "ABCD#0001", "a2V5", TARGET));

    var refusal =
        tenants.refusal(() -> targets.change(OPERATOR, tenant, user, "dt-1", 7L, now -> now));

    assertEquals(Reason.VERSION_STALE, refusal.reason());
  }

  @Test
  void aKeyThatWasDeletedIsFreeAgain() {
    delete(create(wanted("c-1", "ABCD#0001", "a2V5", null)));

    assertNull(tenants.await(() -> uaf.find(tenant, new UafKey("ABCD#0001", "a2V5"))));
    create(wanted("c-1", "ABCD#0001", "a2V5", null));
  }

  @Test
  void aKeyIsFoundInItsOwnTenantOnly() {
    create(wanted("c-1", "ABCD#0001", "a2V5", null));
    var key = new UafKey("abcd#0001", "a2V5");
    var elsewhere = tenants.tenant();

    assertNotNull(tenants.await(() -> uaf.find(tenant, key)));
    assertNull(tenants.await(() -> uaf.find(elsewhere, key)));
  }

  private UafRegistration create(Wanted wanted) {
    return tenants.await(() -> registrations.create(OPERATOR, tenant, user, wanted));
  }

  private Wanted wanted(String id, String aaid, String keyId, @Nullable NewTarget target) {
    return new Wanted(
        new NewUafCredential(
            authenticator(aaid, keyId), policy, id, CredentialState.ACTIVE, Validity.ALWAYS),
        target,
        null);
  }

  private static UafAuthenticator authenticator(String aaid, String keyId) {
    return new UafAuthenticator(
        new UafKey(aaid, keyId),
        new AuthenticatorVersion("1", true),
        "MFkw...",
        "SHA256",
        "appid-123",
        "phone-1",
        AttestationType.FULL_BASIC);
  }

  private static GivenTarget given(String dispatcher, String target) {
    return new GivenTarget(dispatcher, target, null, null, null, null, null, null);
  }

  private static DispatchTarget target(UafRegistration registration) {
    return java.util.Objects.requireNonNull(registration.target());
  }

  private static AppAttestation.Stored attestation(UafRegistration registration) {
    return java.util.Objects.requireNonNull(target(registration).attestation());
  }
}
