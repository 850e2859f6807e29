package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "198.51.100.0/26, 198.51.100.0/26",
    "198.51.100.63/26, 198.51.100.0/26",
    "198.51.100.64/26, 198.51.100.64/26",
    "' 198.51.100.7 ', 198.51.100.7/32",
    "255.255.255.255/1, 128.0.0.0/1",
    "198.51.100.7/0, 0.0.0.0/0",
    "2001:DB8::/32, 2001:db8::/32",
    "2001:db8:ffff::1/33, 2001:db8:8000::/33",
    "2001:db8::1, 2001:db8::1/128",
    "::/0, ::/0",
    "::ffff:198.51.100.7, 198.51.100.7/32",
    "::ffff:198.51.100.7/120, 198.51.100.0/24",
    "::ffff:0:0/96, 0.0.0.0/0",
  })
  void aNetworkIsReadAndItsHostBitsAreCleared(String given, String network) {
    assertEquals(network, Cidr.parse(given).toString());
    assertEquals(Cidr.parse(network), Cidr.parse(given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/24",
        "198.51.100.0/",
        "198.51.100.0/33",
        "198.51.100.0/-1",
        "198.51.100.0/+8",
        "198.51.100.0/08",
        "198.51.100.0/2 4",
        "198.51.100.0 /24",
        "198.51.100.0/24/24",
        "198.51.100.0/255.255.255.0",
        "198.51.100.0/99999999999",
        "198.51.100/24",
        "010.0.0.0/8",
        "localhost",
        "localhost/8",
        "fe80::1%eth0/64",
        "[2001:db8::]/32",
        "2001:db8::/129",
        "::ffff:198.51.100.0/95",
        "*",
      })
  void whatIsNoNetworkIsRefusedWithASentence(String given) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Cidr.parse(given));

    assertTrue(refused.getMessage().startsWith("'" + given + "' is no network: "));
  }

  @Test
  void theSentenceCarriesNoControlCharactersAndNoNovel() {
    var forged = "x\r\nGRANTED\u202e" + "y".repeat(10_000);

    var message =
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(forged)).getMessage();

    assertTrue(message.startsWith("'xGRANTEDyy"));
    assertTrue(message.length() < 250);
  }

  @Test
  void aPrefixOutsideTheAddressIsRefused() {
    var address = Cidr.parse("198.51.100.7").network();

    assertThrows(IllegalArgumentException.class, () -> new Cidr(address, 33));
    assertThrows(IllegalArgumentException.class, () -> new Cidr(address, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.0/26, 198.51.100.0, true",
    "198.51.100.0/26, 198.51.100.63, true",
    "198.51.100.0/26, 198.51.100.64, false",
    "198.51.100.0/26, 198.51.99.255, false",
    "198.51.100.0/26, ::ffff:198.51.100.7, true",
    "198.51.100.0/26, 2001:db8::1, false",
    "198.51.100.7, 198.51.100.7, true",
    "198.51.100.7, 198.51.100.6, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 203.0.113.1, false",
    "::/0, 2001:db8::1, true",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/32, junk, false",
    "0.0.0.0/0, '', false",
    "::/0, localhost, false",
  })
  void anAddressIsInsideWhenTheNetworksBitsAreItsOwn(
      String network, String origin, boolean inside) {
    assertEquals(inside, Cidr.parse(network).contains(Origin.of(origin).address()));
  }

  @Test
  void insideMeansTheSameAsShiftingTheHostBitsOut() throws UnknownHostException {
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var ours = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(ours);
      int bits = ours.length * 8;
      int prefix = random.nextInt(bits + 1);
      var theirs = new BigInteger(1, ours).flipBit(random.nextInt(bits));

      var cidr = new Cidr(InetAddress.getByAddress(ours), prefix);

      int host = bits - prefix;
      boolean same = new BigInteger(1, ours).shiftRight(host).equals(theirs.shiftRight(host));
      assertEquals(same, cidr.contains(address(theirs, ours.length)), cidr + " " + theirs);
      assertTrue(cidr.contains(InetAddress.getByAddress(ours)));
      assertEquals(cidr, Cidr.parse(cidr.toString()));
    }
  }

  @Test
  void nowhereIsInNoNetwork() {
    assertFalse(Cidr.parse("0.0.0.0/0").contains(null));
  }

  private static InetAddress address(BigInteger value, int length) throws UnknownHostException {
    var bytes = new byte[length];
    var digits = value.toByteArray();
    int count = Math.min(length, digits.length);
    System.arraycopy(digits, digits.length - count, bytes, length - count, count);
    return InetAddress.getByAddress(bytes);
  }
}
