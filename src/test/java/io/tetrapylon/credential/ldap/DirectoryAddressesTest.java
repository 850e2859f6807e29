package io.tetrapylon.credential.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.policy.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where connections to directories go. */
class DirectoryAddressesTest {
  private static final DirectoryAddresses USUAL =
      of(true, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
  private static final DirectoryAddresses ANYWHERE = of(true, "0.0.0.0/0", "::/0");

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true, true",
    "192.168.7.7, true, true",
    "fd12::1, true, true",
    "8.8.8.8, false, true",
    "2606:4700::1, false, true",
    "127.0.0.1, false, false",
    "::1, false, false",
    "169.254.169.254, false, false",
    "fe80::1, false, false",
    "0.0.0.0, false, false",
    "224.0.0.1, false, false",
    "ff02::1, false, false"
  })
  void anAddressIsAllowedOrNot(String address, boolean usually, boolean whereAllIsOpen)
      throws UnknownHostException {
    var there = InetAddress.getByName(address);

    assertEquals(usually, USUAL.allows(there));
    assertEquals(whereAllIsOpen, ANYWHERE.allows(there));
  }

  @Test
  void thisMachineIsOpenWhereItsOwnNetworkIsNamed() throws UnknownHostException {
    var here = InetAddress.getByName("127.0.0.1");

    assertEquals(true, of(true, "127.0.0.0/8").allows(here));
    assertEquals(true, of(false, "127.0.0.1/32").allows(here));
  }

  @Test
  void nothingGoesInTheClearBeyondThisMachine() throws UnknownHostException {
    assertEquals(false, of(false, "10.0.0.0/8").allows(InetAddress.getByName("10.1.2.3")));
  }

  private static DirectoryAddresses of(boolean encrypted, String... networks) {
    return new DirectoryAddresses(Stream.of(networks).map(Cidr::parse).toList(), encrypted);
  }

  static List<Cidr> thisMachine() {
    return List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));
  }
}
