package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.PushLimits;
import io.tetrapylon.policy.PushRules;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How often phones may be asked, in seconds and counts. What is left out is the default.
 *
 * @param lifetimeSeconds how long a push or QR code can be answered, 15 to 600
 * @param spacingSeconds between two pushes for one network and resource, 0 to 600
 * @param minuteLimit pushes a minute and user, 1 to 100
 * @param strangerMinuteLimit of these from unknown networks, 1 to 100
 * @param unansweredLimit unanswered pushes in a window, 1 to 100
 * @param windowSeconds the window, 60 to 86400
 * @param denialLimit denials in a window, 1 to 100
 * @param stopSeconds for how long pushes stop, 60 to 86400
 * @param plainApproval whether what no resource asks (CIBA, signing challenges) may be approved
 *     without typing digits
 */
@Schema(name = "PushRules")
record PushRulesBody(
    @Nullable Integer lifetimeSeconds,
    @Nullable Integer spacingSeconds,
    @Nullable Integer minuteLimit,
    @Nullable Integer strangerMinuteLimit,
    @Nullable Integer unansweredLimit,
    @Nullable Integer windowSeconds,
    @Nullable Integer denialLimit,
    @Nullable Integer stopSeconds,
    @Nullable Boolean plainApproval) {
  private static final PushRules DEFAULT = PushRules.DEFAULT;

  static PushRulesBody of(PushLimits.Versioned limits) {
    var rules = limits.rules();
    return new PushRulesBody(
        seconds(rules.lifetime()),
        seconds(rules.spacing()),
        rules.minuteLimit(),
        rules.strangerMinuteLimit(),
        rules.unansweredLimit(),
        seconds(rules.window()),
        rules.denialLimit(),
        seconds(rules.stop()),
        rules.plainApproval());
  }

  PushRules toRules() {
    return new PushRules(
        duration("lifetimeSeconds", lifetimeSeconds, DEFAULT.lifetime(), 15, 600),
        duration("spacingSeconds", spacingSeconds, DEFAULT.spacing(), 0, 600),
        count("minuteLimit", minuteLimit, DEFAULT.minuteLimit()),
        count("strangerMinuteLimit", strangerMinuteLimit, DEFAULT.strangerMinuteLimit()),
        count("unansweredLimit", unansweredLimit, DEFAULT.unansweredLimit()),
        duration("windowSeconds", windowSeconds, DEFAULT.window(), 60, 86_400),
        count("denialLimit", denialLimit, DEFAULT.denialLimit()),
        duration("stopSeconds", stopSeconds, DEFAULT.stop(), 60, 86_400),
        plainApproval == null ? DEFAULT.plainApproval() : plainApproval);
  }

  private static int seconds(Duration duration) {
    return (int) duration.toSeconds();
  }

  private static int count(String name, @Nullable Integer given, int otherwise) {
    return between(name, given, otherwise, 1, 100);
  }

  private static Duration duration(
      String name, @Nullable Integer given, Duration otherwise, int least, int most) {
    return Duration.ofSeconds(between(name, given, seconds(otherwise), least, most));
  }

  private static int between(
      String name, @Nullable Integer given, int otherwise, int least, int most) {
    int value = given == null ? otherwise : given;
    Member.check(
        value >= least && value <= most, name, "must be from " + least + " to " + most + ".");
    return value;
  }
}
