package io.tetrapylon.policy;

import io.tetrapylon.kernel.Member;
import java.util.regex.Pattern;

/**
 * What an operator enters for a user who has no token at hand.
 *
 * @param activationCode the six digits that the user's screen shows
 * @param hours how long the user is in forgot-token mode once the codes are typed, 1 to 72
 * @param reason why, for the audit trail
 */
public record ForgotTokenRequest(String activationCode, int hours, String reason) {
  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
  private static final int MOST_HOURS = 72;

  /** Refuses with {@code MEMBER_INVALID} what is out of range. */
  public ForgotTokenRequest {
    Member.check(
        SIX_DIGITS.matcher(activationCode).matches(), "activationCode", "it has six digits.");
    Member.check(hours >= 1 && hours <= MOST_HOURS, "interval", "it is 1 to 72 hours.");
    reason = Member.text("reason", reason.strip(), 200);
  }
}
