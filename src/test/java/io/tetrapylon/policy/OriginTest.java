package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7, 198.51.100.0/24",
    "'  198.51.100.7\t', 198.51.100.7, 198.51.100.0/24",
    "0.0.0.0, 0.0.0.0, 0.0.0.0/24",
    "255.255.255.255, 255.255.255.255, 255.255.255.0/24",
    "::ffff:198.51.100.7, 198.51.100.7, 198.51.100.0/24",
    "::FFFF:c633:6407, 198.51.100.7, 198.51.100.0/24",
    "0:0:0:0:0:ffff:198.51.100.7, 198.51.100.7, 198.51.100.0/24",
    "0000:0000:0000:0000:0000:ffff:198.151.100.107, 198.151.100.107, 198.151.100.0/24",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1, 2001:db8::/56",
    "2001:db8:1:2ff::1, 2001:db8:1:2ff::1, 2001:db8:1:200::/56",
    "fe80::1, fe80::1, fe80::/56",
    "::1, ::1, ::/56",
    "::, ::, ::/56",
    "::192.0.2.1, ::c000:201, ::/56",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201, 64:ff9b::/56",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, 1:2:3::/56",
  })
  void aLiteralAddressIsKnownByItsCanonicalTextAndItsNetwork(
      String given, String text, String network) {
    var origin = Origin.of(given);

    assertTrue(origin.isKnown());
    assertFalse(origin.wasJunk());
    assertEquals(text, origin.text());
    assertEquals(network, origin.network());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "example.com",
        "1.2.3",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f.0.0.1",
        "010.1.1.1",
        "1.2.3.04",
        "00.1.2.3",
        "::ffff:010.1.1.1",
        "1.2.3.4%eth0",
        "fe80::1%eth0",
        "fe80::1%25eth0",
        "[::1]",
        "[::1",
        "::1]",
        "[2001:db8::1]:443",
        "198.51.100.7:443",
        "198.51.100.7/24",
        "198.51.100.7, 203.0.113.1",
        "198.51.100.7 203.0.113.1",
        "198.51.100",
        "198.51.100.",
        ".198.51.100.7",
        "198.51.100.7.",
        "198.51..7",
        "198.51.100.256",
        "198.51.100.1000",
        "-1.2.3.4",
        "1.2.3.4.5",
        "1.2.3.4::",
        "1.2.3.4:ffff::",
        "::1.2.3",
        "::1.2.3.256",
        ":",
        ":::",
        ".",
        "1::2::3",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:1.2.3.4",
        "12345::",
        "g::1",
        "１９８.51.100.7",
        "198。51。100。7",
        "abcdef",
        "unknown",
        "null",
      })
  void whatIsNoLiteralAddressIsNowhere(String given) {
    var origin = Origin.of(given);

    assertFalse(origin.isKnown());
    assertTrue(origin.wasJunk());
    assertEquals("none", origin.network());
    assertEquals(given, origin.text());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\t\r\n", "\u2003"})
  void nothingGivenIsNowhereAndNoJunk(String given) {
    var origin = Origin.of(given);

    assertFalse(origin.isKnown());
    assertFalse(origin.wasJunk());
    assertEquals("none", origin.network());
    assertEquals("", origin.text());
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4\r\n2026-11-01 INFO granted', '1.2.3.42026-11-01 INFO granted'",
    "'a\u0000b\u001b[31mc\u007fd\u0085e', 'ab[31mcde'",
    "'a\u202eb\u2066c\u2069d\u200fe\u200bf\ufeffg\u00adh', 'abcdefgh'",
    "'a\u2028b\u2029c', 'abc'",
    "'a\ud800b\udc00c', 'abc'",
    "'a\ue000b\uffffc', 'abc'",
    "'\u0000\u0001', ''",
  })
  void junkCannotForgeALineOrTurnTheDirectionOfWriting(String given, String text) {
    var origin = Origin.of(given);

    assertTrue(origin.wasJunk());
    assertEquals(text, origin.text());
  }

  @Test
  void junkCannotBeSmuggledInPastTheCleaning() {
    assertEquals("ab", new Origin(null, "a\nb").text());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Origin(Objects.requireNonNull(Origin.of("::1").address()), "junk"));
  }

  @Test
  void junkIsCutAfter64CharactersAndNeverInTheMiddleOfOne() {
    assertEquals("1".repeat(64), Origin.of("1".repeat(10_000)).text());
    assertEquals(
        "x".repeat(63), Origin.of("x".repeat(63) + "\ud83d\ude00" + "y".repeat(9_000)).text());
    assertEquals("\ud83d\ude00".repeat(32), Origin.of("\ud83d\ude00".repeat(5_000)).text());
  }

  @Test
  void twoWaysToWriteAnAddressAreOneOrigin() {
    assertEquals(Origin.of("198.51.100.7"), Origin.of("::ffff:198.51.100.7"));
    assertEquals(Origin.of("2001:db8::1"), Origin.of("2001:0DB8:0:0:0:0:0:0001"));
  }

  /** The JDK looks no name up where there is a colon, so it can be asked for a second opinion. */
  @Test
  void textsMadeOfAddressCharactersAreReadAsTheJdkReadsThem() {
    var random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      var text = ":" + randomText(random);
      var shifted = text.substring(random.nextInt(2));
      if (shifted.indexOf(':') >= 0 && shifted.indexOf('.') < 0) {
        assertEquals(jdk(shifted), Origin.of(shifted).address(), shifted);
      }
    }
  }

  @Test
  void everyAddressIsReadBackFromItsOwnText() throws UnknownHostException {
    var random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextBoolean() ? 4 : 16];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
      }
      var address = InetAddress.getByAddress(bytes);

      assertEquals(address, Origin.of(address.getHostAddress()).address());
      assertEquals(address, Origin.of(Origin.of(address.getHostAddress()).text()).address());
    }
  }

  private static String randomText(Random random) {
    var text = new StringBuilder();
    int groups = random.nextInt(10);
    for (int i = 0; i < groups; i++) {
      int group = random.nextInt(6);
      text.append(group == 0 ? "" : Integer.toHexString(random.nextInt(0x12000)));
      text.append(i < groups - 1 || random.nextInt(4) == 0 ? ":" : "");
    }
    return text.toString();
  }

  private static InetAddress jdk(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
