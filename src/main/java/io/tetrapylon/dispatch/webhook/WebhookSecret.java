package io.tetrapylon.dispatch.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a webhook's receiver shares: {@code whsec_} and base64 of 24 to 64 bytes.
 *
 * @param key its bytes
 */
record WebhookSecret(Secret key) {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  /**
   * Reads its text.
   *
   * @throws IllegalArgumentException with a sentence that does not quote it
   */
  static WebhookSecret parse(String text) {
    var base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length >= 24 && bytes.length <= 64) {
        return new WebhookSecret(Secret.of(bytes));
      }
    } catch (IllegalArgumentException broken) {
      // Not kept as a cause: it may quote the secret.
    }
    throw new IllegalArgumentException("must be 'whsec_' and base64 of 24 to 64 bytes");
  }

  /** {@code v1,} and base64 of the HMAC-SHA256 over {@code id.timestamp.body}. */
  String signature(String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.bytes(), HMAC));
      mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
