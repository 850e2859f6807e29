package io.tetrapylon.device;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;

import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.EnrolmentRequest.Invitation;
import io.tetrapylon.device.EnrolmentRequest.Scanned;
import io.tetrapylon.device.EnrolmentRequest.Typed;
import io.tetrapylon.device.Enrolments.Begun;
import io.tetrapylon.device.protocol.EnrolmentProof;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.user.LoginKey;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants with users and phones, for tests on the store. */
@ApplicationScoped
public class EnrolledTenant {
  private final GuardedTenant tenants;
  private final Enrolments enrolments;

  EnrolledTenant(GuardedTenant tenants, Enrolments enrolments) {
    this.tenants = tenants;
    this.enrolments = enrolments;
  }

  public UUID tenant() {
    return tenants.tenant();
  }

  public String code(UUID tenant) {
    return tenants.sql("SELECT code FROM tenant WHERE id = $1", tenant).getString(0);
  }

  /** A user that can be typed. */
  public UUID user(UUID tenant, String login) {
    var user = tenants.user(tenant);
    tenants.sql(
        "INSERT INTO user_login VALUES ($1, $2, $3) RETURNING user_id",
        tenant,
        LoginKey.of(login).value(),
        user);
    return user;
  }

  public Begun begin(UUID tenant, UUID user, @Nullable UUID replaces) {
    return tenants.await(() -> enrolments.begin(OPERATOR, tenant, user, replaces));
  }

  /** A phone of the user's, enrolled by its QR code. */
  public Enrolled enrol(UUID tenant, UUID user, TestPhone phone) {
    var begun = begin(tenant, user, null);
    var request = request(code(tenant), scanned(begun), phone);
    return tenants.await(() -> enrolments.complete(request, null));
  }

  public static Scanned scanned(Begun begun) {
    return new Scanned(begun.uri().text().replaceFirst(".*&secret=", ""));
  }

  public static Typed typed(String login, Begun begun) {
    return new Typed(login, begun.code().text());
  }

  /** What a phone sends that does everything right. */
  public static EnrolmentRequest request(String tenant, Invitation invitation, TestPhone phone) {
    return request(tenant, invitation, phone, claims(tenant, invitation, phone));
  }

  public static EnrolmentRequest request(
      String tenant, Invitation invitation, TestPhone phone, JsonObject claims) {
    return new EnrolmentRequest(
        tenant,
        invitation,
        phone.signingKey(),
        phone.encryptionKey(),
        phone.jws(EnrolmentProof.TYPE, claims),
        "Pixel",
        "test 1",
        null);
  }

  public static JsonObject claims(String tenant, Invitation invitation, TestPhone phone) {
    return new JsonObject()
        .put("tid", tenant)
        .put("act", Sha256.text(invitation.secret()))
        .put("jkt", phone.signingKey().thumbprint())
        .put("ekt", phone.encryptionKey().thumbprint())
        .put("iat", 1_793_000_000L);
  }
}
