package io.tetrapylon.keys;

import java.util.UUID;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * A key that a tenant signs with: what its phones are asked, or the seals of the trail; ES256.
 *
 * @param kid what whoever verifies calls it
 * @param tenant whose it is
 * @param privateKey on P-256
 */
public record P256SigningKey(String kid, UUID tenant, ECPrivateKeyParameters privateKey) {
  /** Signs: r and s, 32 bytes each. */
  public byte[] sign(byte[] message) {
    return P256.sign(privateKey, message);
  }

  /** Whether a signature is this key's over the message. */
  public boolean verifies(byte[] message, byte[] signature) {
    return P256.verifies(P256.publicKey(privateKey), message, signature);
  }

  /** What others verify with. */
  public ChallengeVerificationKey publicHalf() {
    return new ChallengeVerificationKey(kid, P256.point(P256.publicKey(privateKey)));
  }

  @Override
  public String toString() {
    return "P256SigningKey[" + kid + "]";
  }
}
