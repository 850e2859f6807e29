package io.tetrapylon.device.protocol;

import io.tetrapylon.kernel.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What the QR code of an activation says: where the gateway is, which tenant, and the secret. */
public final class ActivationUri {
  private ActivationUri() {}

  /**
   * The text of the QR code, which holds the secret.
   *
   * @param base where phones reach this installation, without a slash at its end
   * @param secret 16 bytes as base64url
   */
  public static Secret of(String base, String tenant, String secret) {
    return Secret.of(
        "tetrapylon://activate?url="
            + URLEncoder.encode(base, StandardCharsets.UTF_8)
            + "&tenant="
            + URLEncoder.encode(tenant, StandardCharsets.UTF_8).replace("+", "%20")
            + "&secret="
            + secret);
  }
}
