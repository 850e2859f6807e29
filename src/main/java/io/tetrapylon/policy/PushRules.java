package io.tetrapylon.policy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a user's phones may be asked, and for how long: what keeps somebody from pushing until
 * the owner gives in. Times are whole seconds; each limit is a tenant's to set.
 *
 * @param lifetime how long a push or a QR code can be answered, 15 s to 10 min
 * @param spacing the least time between two pushes for one source network and resource
 * @param minuteLimit pushes a minute and user, whoever asks for them
 * @param strangerMinuteLimit how many of these may be asked for from networks that the user never
 *     succeeded from
 * @param unansweredLimit pushes in a window without an approval after which they stop
 * @param window in which unanswered pushes and denials are counted
 * @param denialLimit denials in a window after which pushes stop
 * @param stop for how long they stop
 * @param plainApproval whether a question that no resource stands behind may be approved without
 *     typing digits; where one does, the resource says
 */
public record PushRules(
    Duration lifetime,
    Duration spacing,
    int minuteLimit,
    int strangerMinuteLimit,
    int unansweredLimit,
    Duration window,
    int denialLimit,
    Duration stop,
    boolean plainApproval) {

  /** What rules where a tenant set nothing (DESIGN, "push fatigue"). */
  public static final PushRules DEFAULT =
      new PushRules(
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          5,
          3,
          5,
          Duration.ofMinutes(10),
          2,
          Duration.ofMinutes(15),
          false);

  private static final Duration LEAST_LIFETIME = Duration.ofSeconds(15);
  private static final Duration MOST_LIFETIME = Duration.ofMinutes(10);

  /** Reads the row as JSON; null is the default. */
  static PushRules read(@Nullable JsonObject row) {
    return row == null
        ? DEFAULT
        : new PushRules(
            seconds(row, "lifetime_seconds"),
            seconds(row, "spacing_seconds"),
            row.getInteger("minute_limit"),
            row.getInteger("stranger_minute_limit"),
            row.getInteger("unanswered_limit"),
            seconds(row, "window_seconds"),
            row.getInteger("denial_limit"),
            seconds(row, "stop_seconds"),
            Boolean.TRUE.equals(row.getBoolean("plain_approval")));
  }

  /** The row that {@link #read} reads. */
  Map<String, Object> row() {
    var row = new LinkedHashMap<String, Object>();
    row.put("lifetime_seconds", (int) lifetime.toSeconds());
    row.put("spacing_seconds", (int) spacing.toSeconds());
    row.put("minute_limit", minuteLimit);
    row.put("stranger_minute_limit", strangerMinuteLimit);
    row.put("unanswered_limit", unansweredLimit);
    row.put("window_seconds", (int) window.toSeconds());
    row.put("denial_limit", denialLimit);
    row.put("stop_seconds", (int) stop.toSeconds());
    row.put("plain_approval", plainApproval);
    return row;
  }

  /** The same with another lifetime, as near to the wish as it may be. */
  public PushRules lasting(Duration wish) {
    var least = wish.compareTo(LEAST_LIFETIME) < 0 ? LEAST_LIFETIME : wish;
    return new PushRules(
        least.compareTo(MOST_LIFETIME) > 0 ? MOST_LIFETIME : least,
        spacing,
        minuteLimit,
        strangerMinuteLimit,
        unansweredLimit,
        window,
        denialLimit,
        stop,
        plainApproval);
  }

  private static Duration seconds(JsonObject row, String column) {
    return Duration.ofSeconds(row.getInteger(column));
  }
}
