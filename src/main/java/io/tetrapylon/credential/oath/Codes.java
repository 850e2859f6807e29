package io.tetrapylon.credential.oath;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of one token, by one MAC and one buffer that are reused from factor to factor; for one
 * thread.
 */
final class Codes {
  private final Mac mac;
  private final byte[] message = new byte[Long.BYTES];
  private final byte[] code;

  Codes(OathToken token) {
    mac = keyed(token);
    code = new byte[token.digits()];
  }

  private static Mac keyed(OathToken token) {
    String name = token.algorithm().macName();
    try {
      var mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(token.secret().bytes(), name));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }

  /** Makes the code of this factor the current one (RFC 4226 section 5.3). */
  Codes moveTo(long factor) {
    for (int i = 0; i < Long.BYTES; i++) {
      message[i] = (byte) (factor >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
    int number = truncated(mac.doFinal(message));
    for (int i = code.length - 1; i >= 0; i--) {
      code[i] = (byte) ('0' + number % 10);
      number /= 10;
    }
    return this;
  }

  /** Dynamic truncation: 31 bits from where the last four bits point. */
  private static int truncated(byte[] hash) {
    int at = hash[hash.length - 1] & 0x0f;
    return (hash[at] & 0x7f) << 24
        | (hash[at + 1] & 0xff) << 16
        | (hash[at + 2] & 0xff) << 8
        | (hash[at + 3] & 0xff);
  }

  /** Whether the current code is the typed one, in the same time wherever they differ. */
  boolean equal(byte[] typed) {
    return MessageDigest.isEqual(code, typed);
  }

  /** The current code. */
  String text() {
    return new String(code, StandardCharsets.US_ASCII);
  }
}
