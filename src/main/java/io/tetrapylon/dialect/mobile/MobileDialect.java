package io.tetrapylon.dialect.mobile;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The phone's API: its root, and its answers to what goes wrong. */
@Singleton
final class MobileDialect implements Dialect {
  static final String ROOT = "/mobile/v1";

  private static final int UNAUTHORIZED = 401;

  private final Clock clock;

  MobileDialect(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  /** A phone whose proof is refused learns what time it is: its clock may be wrong. */
  @Override
  public Rendering render(Reason reason, String message) {
    var rendering = Problem.of(reason, message).rendering();
    return rendering.status() == UNAUTHORIZED
        ? rendering.with("Date", now()).with("WWW-Authenticate", DeviceIdentity.SCHEME)
        : rendering;
  }

  private String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
  }
}
