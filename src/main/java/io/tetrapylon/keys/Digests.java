package io.tetrapylon.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** SHA-256, and the two constructions over it: HMAC (RFC 2104) and HKDF (RFC 5869). */
final class Digests {
  private static final String HMAC = "HmacSHA256";

  private Digests() {}

  static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** An HMAC-SHA256 ready for its input. */
  static Mac hmac(SecretKeySpec key) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  static SecretKeySpec hmacKey(byte[] key) {
    return new SecretKeySpec(key, HMAC);
  }

  /** HKDF without salt: the input is a uniformly random key already. */
  static byte[] hkdf(byte[] key, byte[] info, int length) {
    var generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
    generator.init(new HKDFParameters(key, null, info));
    var derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }
}
