package io.tetrapylon.credential.fido2;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key pair in software, by the JDK: what signs here is not what verifies there. */
public final class SoftKey {
  private final int algorithm;
  private final String signs;
  private final KeyPair pair;

  private SoftKey(int algorithm, String signs, KeyPair pair) {
    this.algorithm = algorithm;
    this.signs = signs;
    this.pair = pair;
  }

  public static SoftKey of(int algorithm) {
    try {
      return switch (algorithm) {
        case -7 -> new SoftKey(-7, "SHA256withECDSA", ec("secp256r1"));
        case -35 -> new SoftKey(-35, "SHA384withECDSA", ec("secp384r1"));
        case -36 -> new SoftKey(-36, "SHA512withECDSA", ec("secp521r1"));
        case -257 -> new SoftKey(-257, "SHA256withRSA", rsa());
        case -8 ->
            new SoftKey(-8, "Ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        default -> throw new AssertionError(algorithm);
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair ec(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  public int algorithm() {
    return algorithm;
  }

  public KeyPair pair() {
    return pair;
  }

  public byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance(signs);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The COSE_Key, to be written or spoilt. */
  public Map<Object, Object> cose() {
    var map = new LinkedHashMap<Object, Object>();
    if (pair.getPublic() instanceof ECPublicKey key) {
      int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      map.put(1, 2);
      map.put(3, algorithm);
      map.put(-1, algorithm == -7 ? 1 : algorithm == -35 ? 2 : 3);
      map.put(-2, fixed(key.getW().getAffineX(), size));
      map.put(-3, fixed(key.getW().getAffineY(), size));
    } else if (pair.getPublic() instanceof RSAPublicKey key) {
      map.put(1, 3);
      map.put(3, algorithm);
      map.put(-1, fixed(key.getModulus(), 256));
      map.put(-2, fixed(key.getPublicExponent(), 3));
    } else if (pair.getPublic() instanceof EdECPublicKey key) {
      var encoded = key.getEncoded();
      map.put(1, 1);
      map.put(3, algorithm);
      map.put(-1, 6);
      map.put(-2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
    return map;
  }

  private static byte[] fixed(BigInteger number, int size) {
    var bytes = number.toByteArray();
    var fixed = new byte[size];
    int length = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, size - length, length);
    return fixed;
  }
}
