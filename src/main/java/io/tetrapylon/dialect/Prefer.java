package io.tetrapylon.dialect;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** The preferences of a request that the gateway honours (RFC 7240). */
public final class Prefer {
  /** At most nine digits, so that no number is too large to be read. */
  private static final Pattern WAIT =
      Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(;.*)?");

  private Prefer() {}

  /**
   * For how long the caller is willing to wait (section 4.3); zero where it does not say so, or
   * says it in a way that cannot be read. The first one counts (section 2). Who waits is not
   * counted any more among the requests in flight.
   */
  public static Duration wait(RoutingContext request) {
    var wait = asked(request.request());
    if (!wait.isZero()) {
      Call.waits(request);
    }
    return wait;
  }

  private static Duration asked(HttpServerRequest request) {
    for (var header : request.headers().getAll("Prefer")) {
      for (var preference : header.split(",")) {
        var wait = WAIT.matcher(preference.toLowerCase(Locale.ROOT));
        if (wait.matches()) {
          return Duration.ofSeconds(Long.parseLong(wait.group(1)));
        }
      }
    }
    return Duration.ZERO;
  }
}
