package io.tetrapylon.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A user's HOTP token (RFC 4226) that shows one code after the other. */
final class Hotp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;

  private final byte[] secret;
  private final Mac mac;

  /** The next counter. */
  long next;

  /** A token whose secret comes from that text. */
  Hotp(String seed) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
      secret = Arrays.copyOf(digest, SECRET_BYTES);
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next six digits. */
  String nextCode() {
    var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(next++).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = (ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff) % 1_000_000;
    var digits = Integer.toString(1_000_000 + number);
    return digits.substring(1);
  }

  /** The secret as a tenant file has it; 20 bytes are 32 characters without padding. */
  String base32() {
    var text = new StringBuilder();
    for (int bit = 0; bit < SECRET_BYTES * Byte.SIZE; bit += 5) {
      text.append(BASE32.charAt(fiveBits(bit)));
    }
    return text.toString();
  }

  private int fiveBits(int from) {
    int at = from / Byte.SIZE;
    int two =
        (secret[at] & 0xff) << Byte.SIZE | (at + 1 < SECRET_BYTES ? secret[at + 1] & 0xff : 0);
    return two >> (11 - from % Byte.SIZE) & 0x1f;
  }
}
