package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.tetrapylon.kernel.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST forgottoken}.
 *
 * @param login user name or e-mail address
 * @param password null where there is none
 * @param activationCode the six digits that the login page made up
 * @param verificationCode the six digits that the operator handed out
 * @param interval for how long, in hours, 1 to 72
 */
record ForgotTokenRequest(
    String login,
    @Nullable Secret password,
    String activationCode,
    Secret verificationCode,
    int interval) {
  private static final int LONGEST_HOURS = 72;
  private static final Pattern ONE_OR_TWO_DIGITS = Pattern.compile("[0-9]{1,2}");

  static ForgotTokenRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    var login = body.login();
    var password = body.password();
    var verificationCode =
        body.sixDigits(
            "verificationCode",
            AuthPointError.VERIFICATION_CODE_FORMAT,
            AuthPointError.VERIFICATION_CODE_SIZE);
    var activationCode =
        body.sixDigits(
            "activationCode",
            AuthPointError.ACTIVATION_CODE_FORMAT,
            AuthPointError.ACTIVATION_CODE_SIZE);
    int interval = hours(body.member("interval"));
    return new ForgotTokenRequest(
        login, password, activationCode, Secret.of(verificationCode), interval);
  }

  private static int hours(@Nullable JsonNode value) {
    double hours = value == null ? 0 : number(value);
    if (hours >= 1 && hours <= LONGEST_HOURS && hours == Math.rint(hours)) {
      return (int) hours;
    }
    throw new AuthPointRefusal(AuthPointError.INTERVAL_NOT_VALID);
  }

  // The API's table says string and its sample sends a number; 6.0 is what some clients make of 6.
  private static double number(JsonNode value) {
    if (value.isTextual()) {
      var text = value.textValue();
      return ONE_OR_TWO_DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
    return value.isNumber() ? value.doubleValue() : 0;
  }
}
