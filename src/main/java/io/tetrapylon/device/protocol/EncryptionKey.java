package io.tetrapylon.device.protocol;

import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;

/**
 * The public key that boxes for a phone are sealed to.
 *
 * @param point of P-256, 65 bytes, as HPKE wants it and as it is stored
 */
public record EncryptionKey(byte[] point) {
  /**
   * The key that a phone sent.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  public static EncryptionKey of(JsonObject jwk) {
    return new EncryptionKey(P256.point(Jwk.p256(jwk)));
  }

  /** As it travels; its required members alone. */
  public JsonObject jwk() {
    return Jwk.of(P256.publicKey(point));
  }

  /** Its name: the SHA-256 of its required members (RFC 7638). */
  public String thumbprint() {
    return Jwk.thumbprint(jwk());
  }
}
