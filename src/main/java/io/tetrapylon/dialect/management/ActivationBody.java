package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.device.Enrolments;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An activation as it travels. */
final class ActivationBody {
  private ActivationBody() {}

  /** The phone that the new one takes the place of, if one. */
  @Schema(name = "ActivationRequest")
  record Request(@Nullable String replaces) {
    @Nullable UUID device() {
      return Wire.optionalId("replaces", replaces);
    }
  }

  /**
   * An activation that was just made: what its QR code says, and what can be typed instead, are not
   * told again.
   */
  @Schema(name = "Activation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begun(UUID id, String qrCode, String code, @Nullable UUID replaces, Instant expiresAt) {
    static Begun of(Enrolments.Begun begun) {
      var activation = begun.activation();
      return new Begun(
          activation.id(),
          begun.uri().text(),
          begun.code().text(),
          activation.replaces(),
          activation.expiresAt());
    }

    @Override
    public String toString() {
      return "Activation[***]";
    }
  }
}
