package io.tetrapylon.boot.tenantfile;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Texts with a form of their own. Each refuses with a sentence that follows the value's path. */
final class Formats {
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern PERMISSION = Pattern.compile("\\*|[A-Za-z]+(\\.[A-Za-z]+)*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private Formats() {}

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("must be a date such as 2035-12-31");
    }
  }

  static String host(String text) {
    return matching(HOST, text, "must be a host name such as my.rp.com");
  }

  static String email(String text) {
    return matching(EMAIL, text, "must be an e-mail address");
  }

  static String permission(String text) {
    return matching(PERMISSION, text, "must be * or a permission such as AccessControl.UserView");
  }

  static UUID uuid(String text) {
    return UUID.fromString(matching(UUID_FORM, text, "must be a UUID"));
  }

  static String webUrl(String text) {
    return url(text, Set.of("https", "http"), "must be a URL that begins with https://");
  }

  static String ldapUrl(String text) {
    return url(text, Set.of("ldaps", "ldap"), "must be a URL that begins with ldaps:// or ldap://");
  }

  static String userFilter(String text) {
    boolean holds = text.startsWith("(") && text.endsWith(")") && text.contains("{0}");
    return require(holds, text, "must be a filter with {0} in it, such as (uid={0})");
  }

  static boolean isReadOnly(String text) {
    var known = List.of("read-write", "read-only");
    return known.indexOf(require(known.contains(text), text, "must be read-only or read-write"))
        == 1;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    var constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + constants));
  }

  private static String url(String text, Set<String> schemes, String sentence) {
    try {
      var url = URI.create(text);
      boolean holds = schemes.contains(String.valueOf(url.getScheme())) && url.getHost() != null;
      return require(holds, text, sentence);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private static String matching(Pattern pattern, String text, String sentence) {
    return require(pattern.matcher(text).matches(), text, sentence);
  }

  private static String require(boolean holds, String text, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
    return text;
  }
}
