package io.tetrapylon.credential.fido2;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A relying party, by its id: a domain.
 *
 * @param id in lower case
 */
record RelyingParty(String id) {
  /** The one of these ids that an authenticator was asked by, or null. */
  static @Nullable RelyingParty of(byte[] hash, List<String> ids) {
    return ids.stream()
        .map(id -> new RelyingParty(id.toLowerCase(Locale.ROOT)))
        .filter(each -> MessageDigest.isEqual(each.hash(), hash))
        .findFirst()
        .orElse(null);
  }

  /** As authenticators know it. */
  byte[] hash() {
    return sha256(id.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether a page of this origin may speak for it: https on the domain or below it, at any port;
   * for {@code localhost} http too, which browsers take for secure (Secure Contexts section 3.1).
   */
  boolean owns(String origin) {
    var uri = uri(origin);
    if (uri == null || uri.getHost() == null || !origin.equals(plain(uri))) {
      return false;
    }
    var host = uri.getHost();
    boolean ours = host.equals(id) || host.endsWith("." + id);
    boolean local = id.equals("localhost") && "http".equals(uri.getScheme());
    return ours && (local || "https".equals(uri.getScheme()));
  }

  /** Scheme, host and port, as a browser writes an origin (RFC 6454 section 6.2). */
  private static String plain(URI uri) {
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
