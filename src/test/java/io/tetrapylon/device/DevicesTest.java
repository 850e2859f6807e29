package io.tetrapylon.device;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static io.tetrapylon.tenant.Awaiting.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditTrail;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of phones. */
@QuarkusTest
class DevicesTest {
  @Inject GuardedTenant tenants;
  @Inject EnrolledTenant phones;
  @Inject Devices devices;
  @Inject Credentials credentials;
  @Inject AuditTrail trail;

  private UUID tenant;
  private UUID user;
  private UUID device;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    user = phones.user(tenant, "jdoe");
    device = phones.enrol(tenant, user, TestPhone.es256(1)).device();
  }

  @Test
  void aUserMayHaveSeveral() {
    var second = phones.enrol(tenant, user, TestPhone.es256(2)).device();
    phones.enrol(tenant, phones.user(tenant, "other"), TestPhone.es256(3));

    var ids = await(() -> devices.list(tenant, user)).stream().map(Device::id).toList();

    assertEquals(List.of(device, second), ids);
  }

  @Test
  void aPhoneIsRenamedWithItsCredential() {
    var renamed = await(() -> devices.rename(OPERATOR, tenant, device, 0L, "Grace's"));

    assertEquals("Grace's", renamed.name());
    assertEquals(1, renamed.version());
    var credential = await(() -> credentials.get(tenant, user, renamed.credentialId()));
    assertEquals("Grace's", credential.label());
    refused(Reason.VERSION_STALE, () -> devices.rename(OPERATOR, tenant, device, 0L, "Somebody's"));
    assertThrows(Refusal.class, () -> devices.rename(OPERATOR, tenant, device, null, " "));
    assertEquals(List.of("device.rename"), actions(1));
  }

  @Test
  void aPhoneIsSuspendedAndResumed() {
    var suspended = await(() -> devices.step(OPERATOR, tenant, device, null, Devices.Step.SUSPEND));
    var resumed =
        await(
            () -> devices.step(OPERATOR, tenant, device, suspended.version(), Devices.Step.RESUME));

    assertEquals(CredentialState.DISABLED, suspended.state());
    assertEquals(CredentialState.ACTIVE, resumed.state());
    assertEquals(List.of("device.resume", "device.suspend"), actions(2));
  }

  @Test
  void whatIsArchivedIsNotResumed() {
    var credential = await(() -> devices.get(tenant, device)).credentialId();
    await(
        () -> credentials.step(OPERATOR, tenant, user, credential, null, Credentials.Step.ARCHIVE));

    refused(
        Reason.CONFLICT, () -> devices.step(OPERATOR, tenant, device, null, Devices.Step.RESUME));
  }

  @Test
  void aRemovedPhoneLeavesNothing() {
    // given
    reachAt(new PushAddress(PushChannel.FCM, new JsonObject().put("token", "a")));

    // when
    await(() -> devices.remove(OPERATOR, tenant, device, null).replaceWith("done"));

    // then
    refused(Reason.OBJECT_UNKNOWN, () -> devices.get(tenant, device));
    assertNothingIsLeft();
    assertEquals(List.of("device.remove"), actions(1));
  }

  @Test
  void aPhoneWhoseCredentialIsDeletedIsGoneToo() {
    var credential = await(() -> devices.get(tenant, device)).credentialId();

    await(() -> credentials.delete(OPERATOR, tenant, user, credential, null).replaceWith("done"));

    assertNothingIsLeft();
  }

  @Test
  void anAddressIsReplacedAndTakenAway() {
    reachAt(new PushAddress(PushChannel.FCM, new JsonObject().put("token", "a")));
    var first = target();
    reachAt(
        new PushAddress(PushChannel.WEBHOOK, new JsonObject().put("url", "https://example.com")));

    assertEquals(PushChannel.WEBHOOK, await(() -> devices.get(tenant, device)).channel());
    assertNotNull(first);
    reachAt(null);
    assertNull(await(() -> devices.get(tenant, device)).channel());
  }

  @Test
  void anotherTenantsPhoneIsNotThere() {
    var other = phones.tenant();

    refused(Reason.OBJECT_UNKNOWN, () -> devices.get(other, device));
    refused(Reason.OBJECT_UNKNOWN, () -> devices.rename(OPERATOR, other, device, null, "x"));
    refused(Reason.OBJECT_UNKNOWN, () -> devices.remove(OPERATOR, other, device, null));
    refused(
        Reason.OBJECT_UNKNOWN,
        () -> devices.step(OPERATOR, other, device, null, Devices.Step.SUSPEND));
    refused(Reason.OBJECT_UNKNOWN, () -> devices.answered(other, device));
    var address = new PushAddress(PushChannel.FCM, new JsonObject().put("token", "a"));
    refused(Reason.OBJECT_UNKNOWN, () -> devices.reachAt(OPERATOR, other, device, address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FCM|{}",
        "FCM|{\"token\":1}",
        "FCM|{\"token\":\" \"}",
        "APNS|{\"token\":\"xyz\"}",
        "WEB_PUSH|{\"endpoint\":\"https://push.example\"}",
        "WEB_PUSH|{\"endpoint\":\"https://push.example\",\"keys\":{\"p256dh\":\"a b\",\"auth\":\"AA\"}}",
        "WEB_PUSH|{\"endpoint\":\"ftp://push.example\",\"keys\":{\"p256dh\":\"AA\",\"auth\":\"AA\"}}",
        "UNIFIED_PUSH|{\"endpoint\":\"https://user@push.example\"}",
        "UNIFIED_PUSH|{\"endpoint\":\"https://push.example\",\"keys\":null}",
        "WEBHOOK|{\"url\":\"javascript:alert(1)\"}"
      })
  void anAddressThatItsChannelCannotReadIsRefused(PushChannel channel, String address) {
    var refusal =
        assertThrows(Refusal.class, () -> new PushAddress(channel, new JsonObject(address)));

    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
  }

  private void reachAt(PushAddress address) {
    await(() -> devices.reachAt(OPERATOR, tenant, device, address).replaceWith("done"));
  }

  private UUID target() {
    return tenants
        .sql(
            "SELECT id FROM dispatch_target WHERE tenant_id = $1 AND device_id = $2",
            tenant,
            device)
        .getUUID(0);
  }

  private void assertNothingIsLeft() {
    var left =
        tenants.sql(
            """
            SELECT (SELECT count(*) FROM device WHERE tenant_id = $1)
                 + (SELECT count(*) FROM credential_device WHERE tenant_id = $1)
                 + (SELECT count(*) FROM dispatch_target WHERE tenant_id = $1)
                 + (SELECT count(*) FROM credential WHERE tenant_id = $1)""",
            tenant);
    assertEquals(0, left.getLong(0));
  }

  private List<String> actions(int count) {
    var any = new AuditTrail.Filter(user, null, null, null);
    return await(() -> trail.list(tenant, any, null, count)).items().stream()
        .map(io.tetrapylon.audit.AuditEvent::action)
        .toList();
  }

  private <T> T await(Supplier<Uni<T>> work) {
    return tenants.await(work);
  }
}
