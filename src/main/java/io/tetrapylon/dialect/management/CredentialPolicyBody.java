package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.policy.CredentialPolicySettings;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential policy as it travels. */
final class CredentialPolicyBody {
  private CredentialPolicyBody() {}

  /**
   * A credential policy to be made or changed; its external id is its code where it is left out.
   */
  @Schema(name = "CredentialPolicySettings")
  record Settings(
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String kind,
      @Nullable Boolean isDefault,
      @Nullable Integer failureLimit,
      @Nullable Integer timeWindow,
      @Nullable Integer counterWindow) {

    CredentialPolicySettings toSettings() {
      var given = Member.text("code", code, 64);
      return new CredentialPolicySettings(
          Objects.requireNonNullElse(externalId, given),
          given,
          Wire.constant(CredentialKind.class, "kind", kind),
          isDefault != null && isDefault,
          failureLimit,
          Objects.requireNonNullElse(timeWindow, CredentialPolicySettings.TIME_WINDOW),
          Objects.requireNonNullElse(counterWindow, CredentialPolicySettings.COUNTER_WINDOW));
    }
  }

  /** A credential policy as it stands. */
  @Schema(name = "CredentialPolicy")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      String externalId,
      String code,
      String kind,
      boolean isDefault,
      @Nullable Integer failureLimit,
      int timeWindow,
      int counterWindow,
      Instant createdAt,
      long version) {
    static View of(CredentialPolicy policy) {
      var settings = policy.settings();
      return new View(
          policy.id(),
          settings.externalId(),
          settings.code(),
          Wire.word(settings.kind()),
          settings.isDefault(),
          settings.failureLimit(),
          settings.timeWindow(),
          settings.counterWindow(),
          policy.createdAt(),
          policy.version());
    }
  }
}
