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

/** Reads {@code aes128gcm}, with padding; written apart from what writes it. */
final class Reader {
  private Reader() {}

  static byte[] read(byte[] keyingMaterial, byte[] coded) {
    var in = ByteBuffer.wrap(coded);
    var salt = new byte[16];
    in.get(salt);
    int size = in.getInt();
    in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
    try {
      return records(hmac(salt, keyingMaterial), in, size);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] records(byte[] prk, ByteBuffer in, int size)
      throws GeneralSecurityException {
    var key = Arrays.copyOf(hmac(prk, "Content-Encoding: aes128gcm\0\1".getBytes(US_ASCII)), 16);
    var base = Arrays.copyOf(hmac(prk, "Content-Encoding: nonce\0\1".getBytes(US_ASCII)), 12);
    var out = new ByteArrayOutputStream();
    for (int number = 0; in.hasRemaining(); number++) {
      var record = new byte[Math.min(size, in.remaining())];
      in.get(record);
      var nonce = base.clone();
      nonce[11] ^= (byte) number;
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      out.writeBytes(unpadded(cipher.doFinal(record), !in.hasRemaining()));
    }
    return out.toByteArray();
  }

  private static byte[] unpadded(byte[] plain, boolean last) {
    int end = plain.length - 1;
    while (plain[end] == 0) {
      end--;
    }
    if (plain[end] != (last ? 2 : 1)) {
      throw new AssertionError("delimiter " + plain[end]);
    }
    return Arrays.copyOf(plain, end);
  }

  private static byte[] hmac(byte[] key, byte[] input) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
