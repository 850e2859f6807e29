package io.tetrapylon.dispatch.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Keys on the curve P-256 in the forms that Web Push has them: bare points and bare numbers. */
final class P256 {
  private static final int FIELD_BYTES = 32;
  private static final int POINT_BYTES = 1 + 2 * FIELD_BYTES;
  private static final byte UNCOMPRESSED = 4;
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private P256() {}

  static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /**
   * A public key from its uncompressed point, which lies on the curve: another one would leak the
   * private key that it meets.
   *
   * @throws IllegalArgumentException when it is none
   */
  static ECPublicKey publicKey(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("must be an uncompressed point of 65 bytes");
    }
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + FIELD_BYTES));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + FIELD_BYTES, POINT_BYTES));
    if (!isOnCurve(x, y)) {
      throw new IllegalArgumentException("must be a point of P-256");
    }
    try {
      var spec = new ECPublicKeySpec(new ECPoint(x, y), parameters());
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("must be a point of P-256");
    }
  }

  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    var three = BigInteger.valueOf(3);
    var right = x.pow(3).subtract(x.multiply(three)).add(B).mod(P);
    return x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.pow(2).mod(P).equals(right);
  }

  /** A private key from its 32 bytes. */
  static ECPrivateKey privateKey(byte[] number) {
    try {
      var spec = new ECPrivateKeySpec(new BigInteger(1, number), parameters());
      return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("must be 32 bytes");
    }
  }

  /** The uncompressed point of a public key. */
  static byte[] point(ECPublicKey key) {
    var point = new byte[POINT_BYTES];
    point[0] = UNCOMPRESSED;
    copy(key.getW().getAffineX(), point, 1);
    copy(key.getW().getAffineY(), point, 1 + FIELD_BYTES);
    return point;
  }

  /** The 32 bytes of a private key. */
  static byte[] number(ECPrivateKey key) {
    var number = new byte[FIELD_BYTES];
    copy(key.getS(), number, 0);
    return number;
  }

  /** The shared secret (ECDH), 32 bytes. */
  static byte[] agree(PrivateKey ours, ECPublicKey theirs) {
    try {
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(ours);
      agreement.doPhase(theirs, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("keys do not agree");
    }
  }

  private static void copy(BigInteger number, byte[] into, int at) {
    var bytes = number.toByteArray();
    int length = Math.min(bytes.length, FIELD_BYTES);
    System.arraycopy(bytes, bytes.length - length, into, at + FIELD_BYTES - length, length);
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
