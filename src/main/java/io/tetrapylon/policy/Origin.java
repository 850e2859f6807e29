package io.tetrapylon.policy;

import io.tetrapylon.kernel.CleanText;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt comes from, as the login front end tells it: an address, or nowhere.
 *
 * @param address the address, or null when none was given that could be read
 * @param junk what was given instead of an address, cleaned; null when it was one, or nothing
 */
public record Origin(@Nullable InetAddress address, @Nullable String junk) {
  private static final Origin NOWHERE = new Origin(null, null);

  private static final int IPV4_NETWORK = 24;
  private static final int IPV6_NETWORK = 56;

  /** Cleans the junk, so that no origin can carry a forged log line. */
  public Origin {
    if (address != null && junk != null) {
      throw new IllegalArgumentException("an origin is an address or junk, not both");
    }
    junk = junk == null ? null : CleanText.of(junk);
  }

  /**
   * Any text, null included. What is no literal address, blanks around it aside, is in no network;
   * it is never refused and never looked up.
   */
  public static Origin of(@Nullable String anyText) {
    if (anyText == null || anyText.isBlank()) {
      return NOWHERE;
    }
    var text = anyText.strip();
    var address = LiteralAddress.parse(text);
    return address == null ? new Origin(null, text) : new Origin(address, null);
  }

  /** Whether there is an address. */
  public boolean isKnown() {
    return address != null;
  }

  /** Whether something was given that is no address. */
  public boolean wasJunk() {
    return junk != null;
  }

  /** The /24 (IPv4) or /56 (IPv6) around the address, as a key; {@code none} without an address. */
  public String network() {
    if (address == null) {
      return "none";
    }
    return Cidr.around(address, Cidr.bits(address) == 32 ? IPV4_NETWORK : IPV6_NETWORK).toString();
  }

  /** For the audit trail: the canonical address, the cleaned junk (at most 64 long), or nothing. */
  public String text() {
    if (address != null) {
      return LiteralAddress.write(address);
    }
    return junk == null ? "" : junk;
  }
}
