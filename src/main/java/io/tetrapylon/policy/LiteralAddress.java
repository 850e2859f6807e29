package io.tetrapylon.policy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Reads IPv4 and IPv6 addresses as people write them (RFC 4291 section 2.2), and nothing else.
 *
 * <p>No name is ever looked up. Zone ids, brackets, ports, short IPv4 forms such as {@code 127.1}
 * and IPv4 numbers with leading zeros, which some programs read as octal, are no addresses.
 */
final class LiteralAddress {
  private static final int LONGEST = "0000:0000:0000:0000:0000:0000:255.255.255.255".length();

  private LiteralAddress() {}

  /** The address, an IPv4-mapped IPv6 one as IPv4; null for any other text. */
  static @Nullable InetAddress parse(String text) {
    if (text.length() > LONGEST || !hasOnlyAddressCharacters(text)) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return isIpV4(text) ? read(text) : null;
    }
    var hexadecimal = text.indexOf('.') < 0 ? text : withHexadecimalTail(text, colon + 1);
    return hexadecimal == null ? null : read(hexadecimal);
  }

  /** The address in its canonical form (RFC 5952). */
  static String write(InetAddress address) {
    return NetUtil.toAddressString(address);
  }

  /** Those bytes, 4 or 16, as an address; the JDK turns IPv4-mapped ones into IPv4. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
    }
  }

  private static @Nullable InetAddress read(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    return bytes == null ? null : of(bytes);
  }

  // NetUtil cuts off zone ids and opening brackets, so they must not reach it.
  private static boolean hasOnlyAddressCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          c >= '0' && c <= ':' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' || c == '.';
      if (!known) {
        return false;
      }
    }
    return true;
  }

  // NetUtil reads 010 as ten; elsewhere it is eight.
  private static boolean isIpV4(String text) {
    return NetUtil.isValidIpV4Address(text) && !hasLeadingZero(text);
  }

  private static boolean hasLeadingZero(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      boolean starts = i == 0 || text.charAt(i - 1) == '.';
      if (starts && text.charAt(i) == '0' && text.charAt(i + 1) != '.') {
        return true;
      }
    }
    return false;
  }

  // NetUtil reads ::192.0.2.1 as IPv4 and refuses 64:ff9b::192.0.2.1: it is given hexadecimal only.
  private static @Nullable String withHexadecimalTail(String text, int tail) {
    var dotted = text.substring(tail);
    if (!isIpV4(dotted)) {
      return null;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(dotted);
    int high = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    int low = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    return text.substring(0, tail) + Integer.toHexString(high) + ':' + Integer.toHexString(low);
  }
}
