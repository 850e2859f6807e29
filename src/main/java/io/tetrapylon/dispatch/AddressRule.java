package io.tetrapylon.dispatch;

import io.tetrapylon.policy.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called: those of the public internet (the registries of RFC 6890 for IPv4
 * and IPv6), and this machine's own where development allows it.
 *
 * <p>It is no static constant, since a native image may not hold addresses.
 */
final class AddressRule {
  private final List<Cidr> publicV6 = networks("2000::/3");

  private final List<Cidr> special =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carriers' NAT, and the metadata of one cloud
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // metadata of another cloud, though the address is public
          "169.254.0.0/16", // link-local, and the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, and broadcast
          "2001::/23", // protocol assignments, Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address in disguise
          "3fff::/20"); // documentation

  private final boolean allowLoopback;

  AddressRule(boolean allowLoopback) {
    this.allowLoopback = allowLoopback;
  }

  /** Whether a connection to this address may be made. */
  boolean allows(InetAddress address) {
    return isOpenLoopback(address) || isPublic(address);
  }

  /** Whether it is this machine, and development allows that. */
  boolean isOpenLoopback(InetAddress address) {
    return allowLoopback && address.isLoopbackAddress();
  }

  /**
   * An IPv4 address in the guise of IPv6 is none of the public ones of IPv6, unless Java has made
   * it IPv4 already.
   */
  private boolean isPublic(InetAddress address) {
    boolean inRange =
        address instanceof Inet4Address || publicV6.stream().anyMatch(in -> in.contains(address));
    return inRange && special.stream().noneMatch(in -> in.contains(address));
  }

  private static List<Cidr> networks(String... cidrs) {
    return Stream.of(cidrs).map(Cidr::parse).toList();
  }
}
