package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** The AuthPoint Authentication API: its root, and its answers to what goes wrong. */
@Singleton
final class AuthPointDialect implements Dialect {
  static final String ROOT = "/rest/authpoint/authentication";

  // Every failure's answer is the same each time, so each is written once.
  private final Map<Reason, Rendering> renderings = new EnumMap<>(Reason.class);

  AuthPointDialect() {
    for (var reason : Reason.values()) {
      renderings.put(reason, AuthPointWords.problem(reason).rendering());
    }
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    var rendering = renderings.get(reason);
    return rendering == null ? AuthPointWords.problem(reason).rendering() : rendering;
  }
}
