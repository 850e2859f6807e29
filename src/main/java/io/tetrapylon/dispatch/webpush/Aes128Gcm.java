package io.tetrapylon.dispatch.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The content coding {@code aes128gcm} (RFC 8188 section 2). */
final class Aes128Gcm {
  static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final byte MORE = 1;
  private static final byte LAST = 2;

  private Aes128Gcm() {}

  /**
   * Encrypts a content without padding.
   *
   * @param keyingMaterial what both sides share
   * @param salt 16 random bytes, never used twice
   * @param keyId up to 255 bytes that tell the receiver which key it is
   * @param recordSize of a record with its tag, 18 or more
   */
  static byte[] encrypt(
      byte[] keyingMaterial, byte[] salt, byte[] keyId, int recordSize, byte[] content) {
    var pseudoRandomKey = hmac(salt, keyingMaterial);
    var key = expand(pseudoRandomKey, info("aes128gcm"), KEY_BYTES);
    var nonce = expand(pseudoRandomKey, info("nonce"), NONCE_BYTES);
    var out = new ByteArrayOutputStream();
    out.writeBytes(header(salt, keyId, recordSize));
    int room = recordSize - TAG_BYTES - 1;
    int from = 0;
    for (long number = 0; from == 0 || from < content.length; number++, from += room) {
      int end = Math.min(content.length, from + room);
      var part = Arrays.copyOfRange(content, from, end);
      out.writeBytes(record(key, nonce(nonce, number), part, end == content.length));
    }
    return out.toByteArray();
  }

  private static byte[] header(byte[] salt, byte[] keyId, int recordSize) {
    return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + keyId.length)
        .put(salt)
        .putInt(recordSize)
        .put((byte) keyId.length)
        .put(keyId)
        .array();
  }

  private static byte[] record(byte[] key, byte[] nonce, byte[] part, boolean last) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(8 * TAG_BYTES, nonce));
      return cipher.doFinal(delimited(part, last));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static byte[] delimited(byte[] part, boolean last) {
    var delimited = Arrays.copyOf(part, part.length + 1);
    delimited[part.length] = last ? LAST : MORE;
    return delimited;
  }

  private static byte[] nonce(byte[] base, long number) {
    var nonce = base.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE_BYTES - 1 - i] ^= (byte) (number >>> (8 * i));
    }
    return nonce;
  }

  private static byte[] info(String of) {
    return ("Content-Encoding: " + of + "\0").getBytes(US_ASCII);
  }

  /** One block of HKDF's second step (RFC 5869 section 2.3), which is all that is needed here. */
  static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
    var input = Arrays.copyOf(info, info.length + 1);
    input[info.length] = 1;
    return Arrays.copyOf(hmac(pseudoRandomKey, input), length);
  }

  static byte[] hmac(byte[] key, byte[] input) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
