package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A token as a file has it.
 *
 * @param serial what names it everywhere, or null
 * @param owner the login of its user, or null where the file does not say
 * @param label what its owner knows it by, or null
 * @param parameters method, algorithm, digits and period
 * @param secret its secret
 * @param counter the HOTP counter that comes next; 0 for TOTP
 * @param validity from when until when it opens anything
 */
public record TransferredToken(
    @Nullable String serial,
    @Nullable String owner,
    @Nullable String label,
    OathParameters parameters,
    Secret secret,
    long counter,
    Validity validity) {

  /** A token to be made, under the policy that the user's next token is under. */
  NewOathToken toNew() {
    return new NewOathToken(name(), parameters, secret, counter, null, serial, validity);
  }

  private String name() {
    if (label != null && !label.isBlank()) {
      return label;
    }
    return serial != null && !serial.isBlank() ? serial : "imported";
  }
}
