package io.tetrapylon.credential.recovery;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One code: 50 random bits as ten characters that are hard to mistake for each other, shown in two
 * groups. Case, spaces and hyphens do not matter, nor whether somebody reads 0 as O or 1 as I or L.
 */
public final class RecoveryCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 10;
  private static final int BITS = 5;
  private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final String PURPOSE = "recovery-code";

  private RecoveryCode() {}

  /** A new one as it is shown. */
  static Secret generate(Entropy entropy) {
    long bits = entropy.bits();
    var code = new StringBuilder(LENGTH + 1);
    for (int at = 0; at < LENGTH; at++) {
      code.append(ALPHABET.charAt((int) (bits >>> (at * BITS)) & (ALPHABET.length() - 1)));
    }
    return Secret.of(code.insert(LENGTH / 2, '-').toString());
  }

  /** Whether what somebody typed could be one. */
  public static boolean isCode(String typed) {
    return FORM.matcher(plain(typed)).matches();
  }

  private static String plain(String typed) {
    return BETWEEN
        .matcher(typed)
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  /** What is stored of a code of that credential. */
  static byte[] stored(TenantKeys keys, UUID credential, Secret code) {
    return mac(keys, keys.currentVersion(), credential, plain(code.text()));
  }

  /** What may be stored of a code: the key may have been turned since it was made, often. */
  public static List<byte[]> candidates(TenantKeys keys, UUID credential, String typed) {
    var candidates = new ArrayList<byte[]>(2);
    for (int version = keys.currentVersion(); version >= 1; version--) {
      candidates.add(mac(keys, version, credential, plain(typed)));
    }
    return candidates;
  }

  private static byte[] mac(TenantKeys keys, int version, UUID credential, String code) {
    byte[] mac = keys.mac(version, PURPOSE, bytes(credential.toString()), bytes(code));
    return ByteBuffer.allocate(Integer.BYTES + mac.length).putInt(version).put(mac).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
