package io.tetrapylon.credential.uaf.protocol;

import io.tetrapylon.keys.P256;
import java.util.Base64;

/**
 * A public key of an authenticator, found good: its curve or its strength, and the one way to write
 * it.
 */
sealed interface UafPublicKey permits EllipticKey, RsaKey {
  /** A key that nobody has the private half of, for work that is done for nobody's sake. */
  UafPublicKey DECOY =
      EllipticKey.ofPoint(
          P256.point(
              P256.publicKey(
                  P256.privateKey(
                      new java.math.BigInteger(
                          "5468652070726976617465206b6579206f66206e6f626f6479", 16)))));

  /** Whether it signs so at all. */
  boolean supports(SignatureAlgorithm algorithm);

  /** Whether a signature in the algorithm's form is this key's over the message. */
  boolean verifies(SignatureAlgorithm algorithm, byte[] message, byte[] signature);

  /**
   * Reads a key in PEM, base64 or base64url: an uncompressed point of P-256 ({@code
   * ALG_KEY_ECC_X962_RAW}), a modulus of 2048 bits and an exponent ({@code ALG_KEY_RSA_2048_RAW}),
   * or a SubjectPublicKeyInfo of either ({@code ALG_KEY_ECC_X962_DER, ALG_KEY_RSA_2048_DER}).
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  static UafPublicKey read(String text) {
    var bytes = decoded(text);
    if (bytes.length == P256.POINT_BYTES && bytes[0] == 4) {
      return EllipticKey.ofPoint(bytes);
    }
    if (bytes.length > 0 && bytes[0] == 0x30) {
      return KeyInfo.read(bytes);
    }
    return RsaKey.ofRaw(bytes);
  }

  private static byte[] decoded(String text) {
    var body = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s+", "");
    return Base64.getDecoder().decode(body.replace('-', '+').replace('_', '/'));
  }
}
