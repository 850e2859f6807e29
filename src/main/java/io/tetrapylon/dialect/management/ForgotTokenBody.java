package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.ForgotTokenGrant;
import io.tetrapylon.policy.ForgotTokenGrants;
import io.tetrapylon.policy.ForgotTokenRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A forgot-token grant as it travels. */
final class ForgotTokenBody {
  private ForgotTokenBody() {}

  /** The six digits of the user's screen, the hours that they shall open, and why. */
  @Schema(name = "ForgotTokenRequest")
  record Request(
      @Nullable String activationCode, @Nullable Integer interval, @Nullable String reason) {
    ForgotTokenRequest toRequest() {
      return new ForgotTokenRequest(
          Member.text("activationCode", activationCode, 6),
          interval == null ? 0 : interval,
          Member.text("reason", reason, 200));
    }
  }

  /** A grant that was just given: the code to hand back is not told again. */
  @Schema(name = "NewForgotTokenGrant")
  record Given(UUID id, String verificationCode, int interval, Instant expiresAt) {
    static Given of(ForgotTokenGrants.Granted granted) {
      var grant = granted.grant();
      return new Given(
          grant.id(), granted.verificationCode().text(), grant.hours(), grant.expiresAt());
    }

    @Override
    public String toString() {
      return "NewForgotTokenGrant[***]";
    }
  }

  /** A grant without its code. */
  @Schema(name = "ForgotTokenGrant")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      int interval,
      String reason,
      String grantedBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt) {
    static View of(ForgotTokenGrant grant) {
      return new View(
          grant.id(),
          grant.hours(),
          grant.reason(),
          grant.grantedBy(),
          grant.createdAt(),
          grant.expiresAt(),
          grant.usedAt());
    }
  }

  /** The newest hundred of a user. */
  @Schema(name = "ForgotTokenGrants")
  record Several(List<View> items) {
    static Several of(List<ForgotTokenGrant> all) {
      return new Several(all.stream().map(View::of).toList());
    }
  }
}
