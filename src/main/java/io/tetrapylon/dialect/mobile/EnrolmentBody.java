package io.tetrapylon.dialect.mobile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.device.Enrolled;
import io.tetrapylon.device.EnrolmentRequest;
import io.tetrapylon.device.EnrolmentRequest.Invitation;
import io.tetrapylon.device.EnrolmentRequest.Scanned;
import io.tetrapylon.device.EnrolmentRequest.Typed;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.DeviceKey;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An enrolment as it travels. */
final class EnrolmentBody {
  private EnrolmentBody() {}

  /** What a phone sends: the secret of the QR code, or a login and the code that was typed. */
  @Schema(name = "Enrolment")
  record Sent(
      String tenant,
      @Nullable String secret,
      @Nullable String login,
      @Nullable String code,
      Map<String, String> signingKey,
      Map<String, String> encryptionKey,
      String proof,
      String name,
      String platform,
      @Nullable TargetBody target) {}

  /** What a phone is told once. */
  @Schema(name = "Enrolled")
  record Told(
      UUID device,
      long number,
      TenantBody tenant,
      UserBody user,
      List<KeyBody> challengeKeys,
      OcraBody ocra) {
    static Told of(String tenant, Enrolled enrolled) {
      return new Told(
          enrolled.device(),
          enrolled.number(),
          new TenantBody(tenant, enrolled.tenantName()),
          new UserBody(enrolled.userId(), enrolled.login()),
          enrolled.challengeKeys().stream()
              .map(key -> KeyBody.of(key.kid(), new EncryptionKey(key.point()).jwk()))
              .toList(),
          new OcraBody(Ocra.SUITE, Base64Url.text(enrolled.sealedOcraKey())));
    }
  }

  /** The tenant. */
  @Schema(name = "EnrolledTenant")
  record TenantBody(String code, String name) {}

  /** Whose the phone is. */
  @Schema(name = "EnrolledUser")
  record UserBody(UUID id, String login) {}

  /** A key that the phone pins, as a JWK. */
  @Schema(name = "ChallengeKey")
  record KeyBody(String kid, String alg, String use, String kty, String crv, String x, String y) {
    static KeyBody of(String kid, JsonObject jwk) {
      return new KeyBody(
          kid,
          "ES256",
          "sig",
          jwk.getString("kty"),
          jwk.getString("crv"),
          jwk.getString("x"),
          jwk.getString("y"));
    }
  }

  /** The suite of the six digits, and their key sealed to the phone. */
  @Schema(name = "OcraKey")
  record OcraBody(String suite, String key) {}

  /** Where a phone is reached. */
  @Schema(name = "PushTarget")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TargetBody(String channel, Map<String, Object> address) {}

  static EnrolmentRequest read(JsonObject body) {
    var members = new Members(body);
    return new EnrolmentRequest(
        members.text("tenant"),
        invitation(members),
        members.key("signingKey", DeviceKey::of),
        members.key("encryptionKey", EncryptionKey::of),
        members.text("proof"),
        members.text("name"),
        members.text("platform"),
        Members.address(body.getValue("target")));
  }

  private static Invitation invitation(Members members) {
    var secret = members.optionalText("secret");
    Member.check(
        (secret == null) == members.body().containsKey("code"),
        "secret",
        "must be there, or login and code instead of it.");
    return secret == null
        ? new Typed(members.text("login"), members.text("code"))
        : new Scanned(secret);
  }
}
