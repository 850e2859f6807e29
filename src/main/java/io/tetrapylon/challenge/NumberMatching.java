package io.tetrapylon.challenge;

import io.tetrapylon.keys.TenantKeys;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The two digits of number matching: shown where the user logs in, typed on the phone, never sent
 * to it. They are a MAC of the challenge's id, so they are stored nowhere.
 */
public final class NumberMatching {
  private static final String PURPOSE = "push-digits";
  private static final int RANGE = 100;

  private NumberMatching() {}

  /** The digits of a challenge, {@code 00} to {@code 99}. */
  public static String digits(TenantKeys keys, int keyVersion, UUID challenge) {
    byte[] mac = keys.mac(keyVersion, PURPOSE, bytes(challenge));
    long number =
        ByteBuffer.wrap(mac).getLong() & Long.MAX_VALUE; // the bias of 2^63 mod 100 is nil
    return "%02d".formatted(number % RANGE);
  }

  /** Whether these are the digits, compared in constant time. */
  public static boolean match(TenantKeys keys, int keyVersion, UUID challenge, String typed) {
    return MessageDigest.isEqual(
        digits(keys, keyVersion, challenge).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        typed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
