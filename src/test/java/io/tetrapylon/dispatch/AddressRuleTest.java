package io.tetrapylon.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be called. */
class AddressRuleTest {
  private final AddressRule production = new AddressRule(false);
  private final AddressRule development = new AddressRule(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.0.1",
        "2606:4700::1"
      })
  void publicOnesAre(String address) throws UnknownHostException {
    assertTrue(production.allows(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "100::1",
        "fec0::1",
        "3fff::1"
      })
  void allOthersAreNot(String address) throws UnknownHostException {
    assertFalse(production.allows(InetAddress.getByName(address)));
  }

  @Test
  void anIpv4AddressIsNotHiddenByIpv6() throws UnknownHostException {
    var bytes = new byte[16];
    bytes[10] = bytes[11] = (byte) 0xff;
    bytes[12] = 127;
    bytes[15] = 1;

    var mapped = Inet6Address.getByAddress("hidden", bytes, -1);

    assertFalse(production.allows(mapped));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void developmentOpensThisMachineOnly(String address) throws UnknownHostException {
    assertTrue(development.allows(InetAddress.getByName(address)));
    assertEquals(false, development.allows(InetAddress.getByName("10.0.0.1")));
    assertEquals(false, development.allows(InetAddress.getByName("169.254.169.254")));
  }
}
