package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.device.Authenticator;
import io.tetrapylon.user.User;
import java.util.List;
import java.util.Map;

/**
 * A user with what this API tells beside the user's own row.
 *
 * @param user the user
 * @param groups the names of the groups that the caller sees
 * @param attributes what other systems say, by name
 * @param authenticators what the user authenticates with, as far as the caller may know
 */
record UserView(
    User user,
    List<String> groups,
    Map<String, String> attributes,
    List<Authenticator> authenticators) {
  /** The names under which parts of a user's name and title are kept. */
  static final String GIVEN_NAME = "FIRSTNAME";

  static final String FAMILY_NAME = "LASTNAME";
  static final String TITLE = "TITLE";

  /** The names under which e-mail address and telephone number are attributes too. */
  static final String EMAIL = "EMAIL";

  static final String MOBILE = "ATR_MOBILE";

  /** A user that other systems do not know is known to them by its own name. */
  String externalId() {
    var profile = user.profile();
    return profile.externalId().equals(user.id().toString())
        ? profile.username()
        : profile.externalId();
  }
}
