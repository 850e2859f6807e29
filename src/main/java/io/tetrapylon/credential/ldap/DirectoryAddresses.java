package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.NameResolver;
import io.tetrapylon.policy.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The guard of connections to directories: a name is resolved once, every address of it is in a
 * network that the installation allows, and the connection goes to one that was checked.
 *
 * <p>A tenant's operator writes the URL, so without it a tenant could feel its way through the
 * installation's own network. Private addresses are where directories are, so they are allowed by
 * default, and those of the internet are not.
 */
final class DirectoryAddresses extends NameResolver {
  private final List<Cidr> networks;
  private final boolean encrypted;

  /**
   * @param networks where directories may be
   * @param encrypted whether the connection will be; without that it may not leave this machine
   */
  DirectoryAddresses(List<Cidr> networks, boolean encrypted) {
    this.networks = networks;
    this.encrypted = encrypted;
  }

  @Override
  public InetAddress getByName(String host) throws UnknownHostException {
    return getAllByName(host)[0];
  }

  @Override
  public InetAddress[] getAllByName(String host) throws UnknownHostException {
    var all = InetAddress.getAllByName(host);
    for (var address : all) {
      if (!allows(address)) {
        throw new Refused(host);
      }
    }
    return all;
  }

  /** Whether a connection to this address may be made. */
  boolean allows(InetAddress address) {
    if (address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()) {
      return false;
    }
    return (encrypted || address.isLoopbackAddress())
        && networks.stream().anyMatch(network -> opens(network, address));
  }

  /** A wide network that happens to hold this machine does not open it. */
  private static boolean opens(Cidr network, InetAddress address) {
    return network.contains(address)
        && (!address.isLoopbackAddress() || network.network().isLoopbackAddress());
  }

  @Override
  public void toString(StringBuilder into) {
    into.append("DirectoryAddresses").append(networks);
  }

  /** An address that no connection may go to. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused(String host) {
      super(host);
    }
  }
}
