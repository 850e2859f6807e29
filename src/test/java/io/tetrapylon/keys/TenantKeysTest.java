package io.tetrapylon.keys;

import static io.tetrapylon.keys.Keys.TENANT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TenantKeysTest {
  private final TenantKeys keys = Keys.tenant(TENANT, 1, 2);

  @Test
  void aMacIsMadeUnderTheCurrentVersion() {
    assertArrayEquals(keys.mac(2, "audit", bytes("a")), keys.mac("audit", bytes("a")));
  }

  @Test
  void versionsAndPurposesHaveKeysOfTheirOwn() {
    var mac = keys.mac(1, "audit", bytes("a"));

    assertFalse(Arrays.equals(mac, keys.mac(2, "audit", bytes("a"))));
    assertFalse(Arrays.equals(mac, keys.mac(1, "grant", bytes("a"))));
  }

  @Test
  void whereAPartEndsMatters() {
    var mac = keys.mac("audit", bytes("ab"), bytes("c"));

    assertFalse(Arrays.equals(mac, keys.mac("audit", bytes("a"), bytes("bc"))));
    assertFalse(Arrays.equals(mac, keys.mac("audit", bytes("abc"))));
    assertFalse(Arrays.equals(mac, keys.mac("audit", bytes("ab"), bytes("c"), bytes(""))));
  }

  @Test
  void aMacOfAnOldVersionCanStillBeMadeByLaterKeys() {
    var before = Keys.tenant(TENANT, 1).mac("audit", bytes("a"));

    assertArrayEquals(before, keys.mac(1, "audit", bytes("a")));
  }

  @Test
  void anUnknownVersionIsAnError() {
    assertThrows(IllegalStateException.class, () -> keys.mac(3, "audit", bytes("a")));
  }

  /** RFC 5869 appendix A.3: no salt, no info. */
  @Test
  void keysAreDerivedByHkdf() {
    var input = new byte[22];
    Arrays.fill(input, (byte) 0x0b);

    var derived = Digests.hkdf(input, new byte[0], 42);

    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        HexFormat.of().formatHex(derived));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
