package io.tetrapylon.credential.uaf.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/**
 * An RSA key of 2048 to 4096 bits.
 *
 * @param parameters modulus and exponent
 */
record RsaKey(RSAKeyParameters parameters) implements UafPublicKey {
  private static final int SALT_BYTES = 32;
  private static final int RAW_MODULUS_BYTES = 256;
  private static final int RAW_EXPONENT_BYTES = 8;
  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 4096;
  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
  private static final int MOST_EXPONENT_BITS = 64;

  /** The key of a modulus of 256 bytes with the exponent after it. */
  static RsaKey ofRaw(byte[] raw) {
    if (raw.length <= RAW_MODULUS_BYTES || raw.length > RAW_MODULUS_BYTES + RAW_EXPONENT_BYTES) {
      throw new IllegalArgumentException("is of no form that is known here");
    }
    return of(
        new BigInteger(1, Arrays.copyOf(raw, RAW_MODULUS_BYTES)),
        new BigInteger(1, Arrays.copyOfRange(raw, RAW_MODULUS_BYTES, raw.length)));
  }

  /** Refuses what is too short, too long, or has a weak exponent (SP 800-56B section 6.2). */
  static RsaKey of(BigInteger modulus, BigInteger exponent) {
    boolean isLongEnough = modulus.bitLength() >= LEAST_BITS && modulus.bitLength() <= MOST_BITS;
    boolean isStrong =
        exponent.testBit(0)
            && exponent.compareTo(LEAST_EXPONENT) >= 0
            && exponent.bitLength() <= MOST_EXPONENT_BITS;
    if (modulus.signum() <= 0 || !isLongEnough || !isStrong) {
      throw new IllegalArgumentException("is an RSA key of another strength than is taken here");
    }
    return new RsaKey(new RSAKeyParameters(false, modulus, exponent)); // refuses small factors
  }

  @Override
  public boolean supports(SignatureAlgorithm algorithm) {
    return algorithm.scheme() != SignatureAlgorithm.Scheme.ECDSA;
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    var plain = algorithm.isDer() ? Der.octets(signature) : signature;
    // RFC 8017 sections 8.1.2 and 8.2.2, step 1: as long as the modulus, and no longer.
    if (plain == null || plain.length != (parameters.getModulus().bitLength() + 7) / 8) {
      return false;
    }
    var signer = signer(algorithm);
    signer.init(false, parameters);
    signer.update(message, 0, message.length);
    return verified(signer, plain);
  }

  private static boolean verified(Signer signer, byte[] signature) {
    try {
      return signer.verifySignature(signature);
    } catch (RuntimeException outOfRange) {
      return false; // BouncyCastle's word for a number that is not below the modulus
    }
  }

  private static Signer signer(SignatureAlgorithm algorithm) {
    return algorithm.scheme() == SignatureAlgorithm.Scheme.PSS
        ? new PSSSigner(
            new RSAEngine(), SHA256Digest.newInstance(), SHA256Digest.newInstance(), SALT_BYTES)
        : new RSADigestSigner(SHA256Digest.newInstance());
  }
}
