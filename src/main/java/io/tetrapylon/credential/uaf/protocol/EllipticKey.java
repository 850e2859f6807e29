package io.tetrapylon.credential.uaf.protocol;

import io.tetrapylon.keys.P256;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * A key on P-256.
 *
 * @param point of that curve
 */
record EllipticKey(ECPublicKeyParameters point) implements UafPublicKey {
  /** The key of an uncompressed point; one beside the curve is refused. */
  static EllipticKey ofPoint(byte[] point) {
    return new EllipticKey(P256.publicKey(point));
  }

  @Override
  public boolean supports(SignatureAlgorithm algorithm) {
    return algorithm.scheme() == SignatureAlgorithm.Scheme.ECDSA;
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    var plain = algorithm.isDer() ? Der.plainSignature(signature) : signature;
    return plain != null && P256.verifies(point, message, plain);
  }
}
