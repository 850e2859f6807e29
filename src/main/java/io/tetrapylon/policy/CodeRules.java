package io.tetrapylon.policy;

import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How codes travel to people, and how often. Times are whole seconds; each limit is a tenant's to
 * set. The defaults stand in {@code admit_code} too.
 *
 * @param emailEnabled whether an e-mail address authenticates: off until the tenant turns it on,
 *     since whoever reads the mail is then the user
 * @param smsEnabled whether a telephone number does
 * @param lifetime how long a code is good, 1 to 10 min
 * @param spacing the least time between two codes for a user, 0 to 10 min
 * @param window in which codes are counted, 1 min to 1 day
 * @param userLimit codes for a user in a window; as many again for strangers, from networks that
 *     the user never succeeded from
 * @param destinationLimit codes to an address, whoever it is of
 * @param prefixLimit text messages to numbers that begin with the same five digits
 * @param networkLimit codes asked for from a source network
 * @param message what is sent, with {@code {code}} where the digits go; null: the usual words
 */
public record CodeRules(
    boolean emailEnabled,
    boolean smsEnabled,
    Duration lifetime,
    Duration spacing,
    Duration window,
    int userLimit,
    int destinationLimit,
    int prefixLimit,
    int networkLimit,
    @Nullable String message) {
  /** Where the digits go. */
  public static final String CODE = "{code}";

  /** What rules where a tenant set nothing. */
  public static final CodeRules DEFAULT =
      new CodeRules(
          false,
          true,
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          5,
          10,
          200,
          100,
          null);

  /** Refuses with {@code MEMBER_INVALID} a message that is too long or has no place for a code. */
  public CodeRules {
    Member.optional("message", message, 300);
    Member.check(message == null || message.contains(CODE), "message", "must hold {code}.");
  }

  /** Reads the row as JSON; null is the default. */
  static CodeRules read(@Nullable JsonObject row) {
    return row == null
        ? DEFAULT
        : new CodeRules(
            row.getBoolean("email_enabled"),
            row.getBoolean("sms_enabled"),
            seconds(row, "lifetime_seconds"),
            seconds(row, "spacing_seconds"),
            seconds(row, "window_seconds"),
            row.getInteger("user_limit"),
            row.getInteger("destination_limit"),
            row.getInteger("prefix_limit"),
            row.getInteger("network_limit"),
            row.getString("message"));
  }

  /** The row that {@link #read} reads. */
  Map<String, Object> row() {
    var row = new LinkedHashMap<String, Object>();
    row.put("email_enabled", emailEnabled);
    row.put("sms_enabled", smsEnabled);
    row.put("lifetime_seconds", (int) lifetime.toSeconds());
    row.put("spacing_seconds", (int) spacing.toSeconds());
    row.put("window_seconds", (int) window.toSeconds());
    row.put("user_limit", userLimit);
    row.put("destination_limit", destinationLimit);
    row.put("prefix_limit", prefixLimit);
    row.put("network_limit", networkLimit);
    row.put("message", message);
    return row;
  }

  private static Duration seconds(JsonObject row, String column) {
    return Duration.ofSeconds(row.getInteger(column));
  }
}
