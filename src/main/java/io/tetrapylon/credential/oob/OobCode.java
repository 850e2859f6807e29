package io.tetrapylon.credential.oob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.keys.TenantKeys;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The six digits of a code: a MAC of its id under the tenant's data key, so that they are stored
 * nowhere and each attempt to send has the same.
 */
public final class OobCode {
  private static final String PURPOSE = "oob-code";
  private static final long RANGE = 1_000_000;

  private OobCode() {}

  /** The digits of a code. */
  public static String digits(TenantKeys keys, int keyVersion, UUID id) {
    byte[] mac = keys.mac(keyVersion, PURPOSE, bytes(id));
    long number = ByteBuffer.wrap(mac).getLong() & Long.MAX_VALUE; // the bias is nil
    return "%06d".formatted(number % RANGE);
  }

  /** Whether these are the digits, compared in constant time. */
  public static boolean matches(TenantKeys keys, int keyVersion, UUID id, String typed) {
    return MessageDigest.isEqual(
        digits(keys, keyVersion, id).getBytes(US_ASCII), typed.getBytes(UTF_8));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
