package io.tetrapylon.dialect.nevis;

import io.tetrapylon.device.reach.Taken;
import io.tetrapylon.device.reach.TargetSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API's sentences for names of a target that somebody has already.
 *
 * @param userExtId whose targets
 * @param clientName on which client
 */
record TakenWords(String userExtId, String clientName) {
  /** The first that applies, in the order of the contract; or null. */
  @Nullable NevisError of(@Nullable String extId, TargetSettings settings, Set<Taken> taken) {
    if (taken.contains(Taken.TARGET_EXTERNAL_ID)) {
      return NevisError.targetTaken(String.valueOf(extId), clientName);
    }
    if (taken.contains(Taken.TARGET_NAME)) {
      return NevisError.targetNameTaken();
    }
    if (taken.contains(Taken.TARGET_IDENTIFICATION)) {
      return NevisError.identificationTaken(
          String.valueOf(settings.given().identification()), userExtId, clientName);
    }
    return taken.contains(Taken.ATTESTATION_NAME) ? NevisError.attestationNameTaken() : null;
  }
}
