package io.tetrapylon.policy;

import io.tetrapylon.kernel.CleanText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address whose first bits count (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network its first address; host bits handed in are cleared
 * @param prefix how many bits count, 0 to 32 or 0 to 128
 */
public record Cidr(InetAddress network, int prefix) {
  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int MAPPED_BITS = 96;

  /** Clears the host bits: operators often name a network by an address of a host in it. */
  public Cidr {
    if (prefix < 0 || prefix > bits(network)) {
      throw new IllegalArgumentException(
          "a prefix of '%s' is from 0 to %d bits, not %d"
              .formatted(LiteralAddress.write(network), bits(network), prefix));
    }
    network = masked(network, prefix);
  }

  /**
   * Reads {@code 198.51.100.0/26}, {@code 2001:db8::/32} or one address alone, blanks around it
   * aside. An IPv4-mapped IPv6 network becomes IPv4.
   *
   * @throws IllegalArgumentException for any other text, with a sentence for its author
   */
  public static Cidr parse(String text) {
    var trimmed = text.strip();
    int slash = trimmed.indexOf('/');
    var address = LiteralAddress.parse(slash < 0 ? trimmed : trimmed.substring(0, slash));
    if (address == null) {
      throw notANetwork(text);
    }
    return slash < 0 ? around(address, bits(address)) : parse(trimmed, slash, address);
  }

  /** The network of that many bits that the address is in. */
  static Cidr around(InetAddress address, int prefix) {
    return new Cidr(address, prefix);
  }

  /** Whether the address is in here; one of the other family, or none, never is. */
  public boolean contains(@Nullable InetAddress address) {
    if (address == null) {
      return false;
    }
    var ours = network.getAddress();
    var theirs = address.getAddress();
    return ours.length == theirs.length && startAlike(ours, theirs);
  }

  /** The canonical form with its prefix, such as {@code 198.51.100.0/26}. */
  @Override
  public String toString() {
    return LiteralAddress.write(network) + '/' + prefix;
  }

  static int bits(InetAddress address) {
    return address instanceof Inet4Address ? 32 : 128;
  }

  private static Cidr parse(String text, int slash, InetAddress address) {
    var digits = text.substring(slash + 1);
    if (!PREFIX.matcher(digits).matches()) {
      throw notANetwork(text);
    }
    boolean mapped = bits(address) == 32 && text.lastIndexOf(':', slash) >= 0;
    int prefix = Integer.parseInt(digits) - (mapped ? MAPPED_BITS : 0);
    if (prefix < 0 || prefix > bits(address)) {
      throw notANetwork(text);
    }
    return new Cidr(address, prefix);
  }

  private boolean startAlike(byte[] ours, byte[] theirs) {
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & mask(rest)) == 0;
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    var bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= (byte) mask(Math.max(0, Math.min(8, prefix - 8 * i)));
    }
    return LiteralAddress.of(bytes);
  }

  private static int mask(int leadingBits) {
    return 0xFF << (8 - leadingBits) & 0xFF;
  }

  private static IllegalArgumentException notANetwork(String text) {
    return new IllegalArgumentException(
        ("'%s' is no network: it is an address such as 198.51.100.7, or one with a prefix such as"
                + " 198.51.100.0/26 or 2001:db8::/32")
            .formatted(CleanText.of(text)));
  }
}
