package io.tetrapylon.dialect.management;

import io.tetrapylon.policy.PushRules;
import io.tetrapylon.tenant.TenantRules.Versioned;
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

  static PushRulesBody of(Versioned<PushRules> limits) {
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
        Bounded.seconds("lifetimeSeconds", lifetimeSeconds, DEFAULT.lifetime(), 15, 600),
        Bounded.seconds("spacingSeconds", spacingSeconds, DEFAULT.spacing(), 0, 600),
        count("minuteLimit", minuteLimit, DEFAULT.minuteLimit()),
        count("strangerMinuteLimit", strangerMinuteLimit, DEFAULT.strangerMinuteLimit()),
        count("unansweredLimit", unansweredLimit, DEFAULT.unansweredLimit()),
        Bounded.seconds("windowSeconds", windowSeconds, DEFAULT.window(), 60, 86_400),
        count("denialLimit", denialLimit, DEFAULT.denialLimit()),
        Bounded.seconds("stopSeconds", stopSeconds, DEFAULT.stop(), 60, 86_400),
        plainApproval == null ? DEFAULT.plainApproval() : plainApproval);
  }

  private static int seconds(Duration duration) {
    return (int) duration.toSeconds();
  }

  private static int count(String name, @Nullable Integer given, int otherwise) {
    return Bounded.number(name, given, otherwise, 1, 100);
  }
}
