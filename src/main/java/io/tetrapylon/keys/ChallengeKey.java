package io.tetrapylon.keys;

import java.util.UUID;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * A key that a tenant signs with what its phones are asked, ES256.
 *
 * @param kid what the phones call it
 * @param tenant whose it is
 * @param privateKey on P-256
 */
public record ChallengeKey(String kid, UUID tenant, ECPrivateKeyParameters privateKey) {
  /** Signs: r and s, 32 bytes each. */
  public byte[] sign(byte[] message) {
    return P256.sign(privateKey, message);
  }

  /** What the phones verify with. */
  public ChallengeVerificationKey publicHalf() {
    return new ChallengeVerificationKey(kid, P256.point(P256.publicKey(privateKey)));
  }

  @Override
  public String toString() {
    return "ChallengeKey[" + kid + "]";
  }
}
