package io.tetrapylon.dialect.login;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.UUID;

/** A ceremony's id in a path; what is no UUID is the id of none. */
final class CeremonyId {
  private CeremonyId() {}

  static UUID of(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw new Refusal(Reason.CEREMONY_UNKNOWN);
    }
  }
}
