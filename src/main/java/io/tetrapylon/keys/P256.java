package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * Keys on P-256 (FIPS 186-5) and ES256 over them (RFC 7518 section 3.4).
 *
 * <p>BouncyCastle's arithmetic for this curve takes a seventh of the JDK's time, and it signs
 * without randomness (RFC 6979).
 */
public final class P256 {
  /** How long a coordinate, a scalar and half a signature are. */
  public static final int FIELD_BYTES = 32;

  /** How long a point is: 4, then both coordinates (SEC 1 section 2.3.3). */
  public static final int POINT_BYTES = 1 + 2 * FIELD_BYTES;

  private static final ECNamedDomainParameters DOMAIN =
      new ECNamedDomainParameters(
          SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByName("P-256"));

  private P256() {}

  /**
   * The public key of a point.
   *
   * @throws IllegalArgumentException when it is not an uncompressed point of the curve
   */
  public static ECPublicKeyParameters publicKey(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != 4) {
      throw new IllegalArgumentException("not an uncompressed point of P-256");
    }
    // Decoding validates: a point beside the curve would give the private key away (ECDH).
    return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
  }

  /** The private key of a scalar, 1 to the order of the curve less 1. */
  public static ECPrivateKeyParameters privateKey(BigInteger scalar) {
    return new ECPrivateKeyParameters(scalar, DOMAIN);
  }

  /** The point of a public key, {@value #POINT_BYTES} bytes. */
  public static byte[] point(ECPublicKeyParameters key) {
    return key.getQ().getEncoded(false);
  }

  /** A new private key. */
  public static ECPrivateKeyParameters generate(Entropy entropy) {
    while (true) {
      var scalar = new BigInteger(1, entropy.bytes(FIELD_BYTES));
      if (isScalar(scalar)) {
        return privateKey(scalar);
      }
    }
  }

  /** The public half of a private key. */
  public static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
    return new ECPublicKeyParameters(DOMAIN.getG().multiply(key.getD()).normalize(), DOMAIN);
  }

  /** Signs: r and s, 32 bytes each. */
  public static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(SHA256Digest.newInstance()));
    signer.init(true, key);
    var signature = signer.generateSignature(Digests.sha256(message));
    var bytes = new byte[2 * FIELD_BYTES];
    BigIntegers.asUnsignedByteArray(signature[0], bytes, 0, FIELD_BYTES);
    BigIntegers.asUnsignedByteArray(signature[1], bytes, FIELD_BYTES, FIELD_BYTES);
    return bytes;
  }

  /** Whether a signature, r and s of 32 bytes each and in no other form, is over this message. */
  public static boolean verifies(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    if (signature.length != 2 * FIELD_BYTES) {
      return false;
    }
    var r = new BigInteger(1, Arrays.copyOf(signature, FIELD_BYTES));
    var s = new BigInteger(1, Arrays.copyOfRange(signature, FIELD_BYTES, signature.length));
    if (!isScalar(r) || !isScalar(s)) {
      return false;
    }
    var signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(Digests.sha256(message), r, s);
  }

  /** FIPS 186-5 section 6.4.2, step 1: zero and the order itself would fit any message. */
  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(DOMAIN.getN()) < 0;
  }
}
