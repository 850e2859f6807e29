package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.tetrapylon.kernel.Member;

/**
 * How a user is searched: a filter (RFC 4515) in which {@code {0}} stands for the login, within
 * values and nowhere else.
 *
 * @param template such as {@code (&(objectClass=person)(uid={0}))}
 */
record UserFilter(String template) {
  private static final String LOGIN = "{0}";
  private static final int LONGEST = 1000;

  /** Refuses with {@code MEMBER_INVALID} what is no such filter. */
  UserFilter {
    Member.text("userFilter", template, LONGEST);
    Member.check(
        template.contains(LOGIN) && isFilter(template) && onlyInValues(template),
        "userFilter",
        "must be a filter with {0} in a value, such as (uid={0}).");
  }

  /** The filter that finds this login; whatever it holds, it is one value (RFC 4515 section 3). */
  Filter of(String login) {
    try {
      return Filter.create(template.replace(LOGIN, Filter.encodeValue(login)));
    } catch (LDAPException impossible) {
      throw new IllegalStateException("an escaped login broke the filter", impossible);
    }
  }

  private static boolean isFilter(String template) {
    try {
      Filter.create(template.replace(LOGIN, "x"));
      return true;
    } catch (LDAPException broken) {
      return false;
    }
  }

  /** Where the login stood for the name of an attribute, whoever logs in would choose it. */
  private static boolean onlyInValues(String template) {
    for (int at = template.indexOf(LOGIN); at >= 0; at = template.indexOf(LOGIN, at + 1)) {
      int opens = template.lastIndexOf('(', at);
      if (template.substring(Math.max(opens, 0), at).indexOf('=') < 0) {
        return false;
      }
    }
    return true;
  }
}
