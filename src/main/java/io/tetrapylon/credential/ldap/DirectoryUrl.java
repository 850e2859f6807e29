package io.tetrapylon.credential.ldap;

import io.tetrapylon.kernel.Member;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a server of a directory is: {@code ldap://host} or {@code ldaps://host}, with a port where
 * it is not the usual one (RFC 4516, of which no more is read).
 *
 * @param host its name or address
 * @param port 1 to 65535
 * @param encrypted whether the connection is encrypted from the start
 */
record DirectoryUrl(String host, int port, boolean encrypted) {
  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  /** Refuses any other text with {@code MEMBER_INVALID}. */
  static DirectoryUrl parse(String text) {
    try {
      return of(new URI(text));
    } catch (URISyntaxException broken) {
      throw refused();
    }
  }

  private static DirectoryUrl of(URI uri) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean encrypted = scheme.equals("ldaps");
    boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && isBare(uri);
    if (uri.getHost() == null || !plain || !(encrypted || scheme.equals("ldap"))) {
      throw refused();
    }
    int usual = encrypted ? LDAPS_PORT : LDAP_PORT;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    Member.check(port > 0 && port < 65536, "urls", "a port is from 1 to 65535.");
    return new DirectoryUrl(uri.getHost().replaceAll("[\\[\\]]", ""), port, encrypted);
  }

  private static boolean isBare(URI uri) {
    return (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
        && uri.getRawFragment() == null;
  }

  /** Whether it is this machine by its name alone. */
  boolean isThisMachine() {
    return THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
  }

  private static RuntimeException refused() {
    return Member.invalid(
        "urls", "each must be ldaps://host or ldap://host, with a port or without.");
  }
}
