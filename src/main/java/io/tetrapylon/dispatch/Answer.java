package io.tetrapylon.dispatch;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param status the HTTP status; a redirect is never followed
 * @param headers as they came
 * @param body at most as long as the configured limit
 */
public record Answer(int status, MultiMap headers, Buffer body) {
  /** Whether the status is 200 to 299. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Whether another try may help: 429 and 500 to 599, also 408 and 425. */
  public boolean isPassing() {
    return status >= 500 || status == 429 || status == 408 || status == 425;
  }

  /** The body as a JSON object; an empty one where it is none. */
  public JsonObject json() {
    try {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    } catch (DecodeException | ClassCastException notAnObject) {
      return new JsonObject();
    }
  }

  /** {@code Retry-After} (RFC 9110 section 10.2.3), in either of its forms; null without one. */
  public @Nullable Duration retryAfter(Clock clock) {
    var value = headers.get("Retry-After");
    if (value == null) {
      return null;
    }
    return value.strip().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(value.strip()))
        : untilDate(value.strip(), clock.instant());
  }

  /**
   * What its status alone says of a delivery: sent, or worth another try, or not.
   *
   * @param gone the statuses by which the receiver says that nobody is there any more
   */
  public Delivery delivery(Clock clock, Set<Integer> gone) {
    if (isSuccess()) {
      return new Delivery.Sent(null);
    }
    var reason = Integer.toString(status);
    return gone.contains(status) ? new Delivery.Gone(reason) : unsent(clock, reason, isPassing());
  }

  /** Worth another try when the receiver says, or not. */
  public Delivery unsent(Clock clock, String reason, boolean passing) {
    return passing ? new Delivery.Retry(reason, retryAfter(clock)) : new Delivery.Failed(reason);
  }

  private static @Nullable Duration untilDate(String date, Instant now) {
    try {
      var then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
