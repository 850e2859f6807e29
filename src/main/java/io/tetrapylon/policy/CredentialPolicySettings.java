package io.tetrapylon.policy;

import io.tetrapylon.kernel.Member;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a credential policy.
 *
 * @param externalId unique in the tenant
 * @param code unique in the tenant; the HID dialect names an authenticator by it
 * @param kind what it is for; it never changes
 * @param isDefault whether a credential of the kind is under it when nobody says otherwise
 * @param failureLimit the failures in a row that lock, or null: as the tenant has it
 * @param timeWindow the TOTP steps looked at on either side, 0 to 10
 * @param counterWindow the HOTP counters that may be skipped, 0 to 100
 */
public record CredentialPolicySettings(
    String externalId,
    String code,
    CredentialKind kind,
    boolean isDefault,
    @Nullable Integer failureLimit,
    int timeWindow,
    int counterWindow) {
  /** The time window of a policy that says nothing. */
  public static final int TIME_WINDOW = 1;

  /** The counter window of a policy that says nothing. */
  public static final int COUNTER_WINDOW = 10;

  /** No dot: {@code <user>.<code>} is an authenticator's id in the HID dialect. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Refuses with {@code MEMBER_INVALID} what is out of range. */
  public CredentialPolicySettings {
    externalId = Member.text("externalId", externalId.strip(), 200);
    Member.check(
        CODE.matcher(code).matches(),
        "code",
        "a code has 1 to 64 letters, digits, hyphens and underscores.");
    Member.check(failureLimit == null || failureLimit > 0, "failureLimit", "a limit is 1 or more.");
    Member.check(
        timeWindow >= 0 && timeWindow <= 10, "timeWindow", "a time window is 0 to 10 steps.");
    Member.check(
        counterWindow >= 0 && counterWindow <= 100,
        "counterWindow",
        "a counter window is 0 to 100 counters.");
  }

  /** A policy with the usual windows and the tenant's limits, its code being its external id. */
  public static CredentialPolicySettings usual(
      String code, CredentialKind kind, boolean isDefault) {
    return new CredentialPolicySettings(
        code, code, kind, isDefault, null, TIME_WINDOW, COUNTER_WINDOW);
  }
}
