package io.tetrapylon.dialect.management;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.device.reach.Destinations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A destination of codes as it travels. */
final class DestinationBody {
  private DestinationBody() {}

  /**
   * A destination to be registered.
   *
   * @param kind {@code email} or {@code sms}
   * @param address where codes go; left out: what the user's profile says
   * @param policy code of its credential policy; left out: the default of its kind
   */
  @Schema(name = "DestinationDraft")
  record Draft(@Nullable String kind, @Nullable String address, @Nullable String policy) {
    Destinations.New destination() {
      var checked = Wire.constant(OobKind.class, "kind", kind);
      return new Destinations.New(checked, address, policy, Validity.ALWAYS);
    }
  }
}
