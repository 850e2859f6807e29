package io.tetrapylon.challenge;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.device.Devices;
import io.tetrapylon.device.PushAddress;
import io.tetrapylon.device.PushChannel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256Encoding;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Phones of test tenants, laid straight into the tables, and resources whose policies want them.
 */
@ApplicationScoped
public class Phones {
  /** Push or QR code, without a password, plain approval. */
  public static final long PLAIN = 14;

  /** The same with digits. */
  public static final long DIGITS = 15;

  /** A password and one of both, plain approval. */
  public static final long PASSWORD = 16;

  private final Fixture fixture;
  private final Ids ids;
  private final ChannelSettings channels;
  private final Devices devices;

  Phones(Fixture fixture, Ids ids, ChannelSettings channels, Devices devices) {
    this.fixture = fixture;
    this.ids = ids;
    this.channels = channels;
    this.devices = devices;
  }

  /** A tenant with the three resources; pushes may follow each other at once. */
  public Fixture.Tenant tenant() {
    var tenant = fixture.tenant();
    fixture.policy(tenant, PLAIN, "plain", "PUSH,QR_CODE");
    fixture.policy(tenant, DIGITS, "digits", "PUSH,QR_CODE");
    fixture.policy(tenant, PASSWORD, "password and push", "PASSWORD,PUSH,QR_CODE");
    fixture.sql(
        "UPDATE resource SET plain_approval = false WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), DIGITS));
    return tenant;
  }

  /** Limits that no test of something else meets. */
  public void unlimited(Fixture.Tenant tenant) {
    fixture.sql(
        "INSERT INTO push_rules VALUES ($1, 60, 0, 100, 100, 100, 86400, 100, 60, 0)",
        Tuple.of(tenant.id()));
  }

  public TestPhone phone(Fixture.Tenant tenant, UUID user) {
    var phone = TestPhone.of(user, ids.next(), ids.next());
    UUID policy = policy(tenant);
    byte[] sealed = fixture.keys(tenant).seal(Candidate.SECRET, phone.credential(), phone.ocra());
    fixture.sql(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret, created_at, modified_at)
        VALUES ($1, $2, $3, $4, 'DEVICE', $2::text, 'phone', 'ACTIVE', $5, now(), now())""",
        Tuple.of(tenant.id(), phone.credential(), user, policy, Buffer.buffer(sealed)));
    fixture.sql(
        """
        INSERT INTO device (tenant_id, id, user_id, external_id, name, platform, signing_algorithm, signing_key, encryption_key, created_at)
        VALUES ($1, $2, $3, $2::text, 'phone', 'test', 'ES256', $4, $5, now())""",
        Tuple.of(
            tenant.id(),
            phone.device(),
            user,
            Buffer.buffer(P256Encoding.x509(P256.publicKey(phone.signing()))),
            Buffer.buffer(P256.point(P256.publicKey(phone.encryption())))));
    fixture.sql(
        "INSERT INTO credential_device VALUES ($1, $2, $3)",
        Tuple.of(tenant.id(), phone.credential(), phone.device()));
    return phone;
  }

  private UUID policy(Fixture.Tenant tenant) {
    UUID id = ids.next();
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, $2, 'DEVICE', 'DEVICE', 'DEVICE', true, NULL, 1, 10, now(), 0)
        ON CONFLICT DO NOTHING""",
        Tuple.of(tenant.id(), id));
    return (UUID)
        fixture.value(
            "SELECT id FROM credential_policy WHERE tenant_id = $1 AND code = 'DEVICE'",
            Tuple.of(tenant.id()));
  }

  /** Lets the tenant's messages go to this machine, signed. */
  public void webhooks(Fixture.Tenant tenant) {
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = '{127.0.0.1}' WHERE id = $1", Tuple.of(tenant.id()));
    var secret = new JsonObject().put("secret", "whsec_" + "QUJD".repeat(10));
    channels
        .set(Actor.SYSTEM, tenant.id(), ChannelKind.WEBHOOK, secret, null)
        .await()
        .indefinitely();
  }

  /** Says where a phone takes its pushes. */
  public void reach(Fixture.Tenant tenant, TestPhone phone, String url) {
    devices
        .reachAt(
            Actor.SYSTEM,
            tenant.id(),
            phone.device(),
            new PushAddress(PushChannel.WEBHOOK, new JsonObject().put("url", url)))
        .await()
        .indefinitely();
  }

  /** A column of a challenge. */
  public Object column(Fixture.Tenant tenant, String transaction, String column) {
    return fixture.value(
        "SELECT " + column + " FROM challenge WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), UUID.fromString(transaction)));
  }

  /** Turns a challenge's expiry into the past. */
  public void age(Fixture.Tenant tenant, String transaction, int seconds) {
    fixture.sql(
        """
        UPDATE challenge SET created_at = created_at - make_interval(secs => $3), expires_at = expires_at - make_interval(secs => $3),
               collected_at = collected_at - make_interval(secs => $3) WHERE tenant_id = $1 AND id = $2""",
        Tuple.of(tenant.id(), UUID.fromString(transaction), seconds));
  }
}
