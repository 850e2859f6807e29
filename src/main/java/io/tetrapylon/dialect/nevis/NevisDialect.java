package io.tetrapylon.dialect.nevis;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** The nevisIDM REST API: its root, and its answers to what goes wrong. */
@Singleton
final class NevisDialect implements Dialect {
  static final String ROOT = "/nevisidm/api/core/v1";

  /** Where everything is that belongs to a user. */
  static final String USER = ROOT + "/{client}/users/{user}";

  private static final String BELOW = "/nevisidm";
  private static final Pattern COLLECTION = Pattern.compile(".*/users/[^/]+/[^/]+/?");
  private static final Pattern READ_ONLY =
      Pattern.compile(".*/users/[^/]+/(credentials|dispatch-targets|fido2)/?");

  @Override
  public boolean owns(String path) {
    return path.startsWith(BELOW)
        && (path.length() == BELOW.length() || path.charAt(BELOW.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return NevisWords.of(reason, message).rendering();
  }

  @Override
  public String allowedMethods(String path) {
    if (READ_ONLY.matcher(path).matches()) {
      return "GET, HEAD";
    }
    return COLLECTION.matcher(path).matches() ? "GET, HEAD, POST" : "GET, HEAD, PATCH, DELETE";
  }
}
