package io.tetrapylon.dialect.hidscim;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an authenticator: {@code <number of the user>.<code of the policy>}.
 *
 * @param user the user's number, or null where the id leaves it out
 * @param code the policy's code
 */
record AuthenticatorId(@Nullable Long user, String code) {
  private static final Pattern ID = Pattern.compile("([0-9]{0,18})\\.([A-Za-z0-9_-]{1,64})");

  /** Reads one; null where it can be nobody's. */
  static @Nullable AuthenticatorId parse(String text) {
    var id = ID.matcher(text);
    return id.matches()
        ? new AuthenticatorId(id.group(1).isEmpty() ? null : Long.valueOf(id.group(1)), id.group(2))
        : null;
  }

  static String text(long user, String code) {
    return user + "." + code;
  }
}
