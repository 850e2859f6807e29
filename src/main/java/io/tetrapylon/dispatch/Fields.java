package io.tetrapylon.dispatch;

import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of JSON: strictly from an operator, who is told the member's name, and from the
 * store, where what is missing makes a message unfit to be sent.
 */
public final class Fields {
  private static final int LONGEST = 8192;

  private Fields() {}

  /** A member of the settings that must be a text. */
  public static String required(JsonObject settings, String member) {
    return Member.text(member, optional(settings, member), LONGEST);
  }

  /** A member of the settings that must be a text of several lines. */
  public static String requiredLines(JsonObject settings, String member) {
    var text = optional(settings, member);
    Member.check(
        text != null && text.length() <= LONGEST, member, "must not be blank, or so long.");
    return String.valueOf(text);
  }

  /** A member of the settings that may be left out; blank is left out. */
  public static @Nullable String optional(JsonObject settings, String member) {
    var value = settings.getValue(member);
    Member.check(value == null || value instanceof String, member, "must be a text.");
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  /** A member of the settings that is an https URL where it is there; http for development. */
  public static @Nullable String url(JsonObject settings, String member) {
    var url = optional(settings, member);
    Member.check(url == null || isUrl(url), member, "must be an https URL.");
    return url;
  }

  /** Refuses members that nobody knows: mostly they are known ones, misspelt. */
  public static void refuseOthers(JsonObject settings, Set<String> known) {
    for (var member : settings.fieldNames()) {
      Member.check(
          known.contains(member),
          io.tetrapylon.kernel.CleanText.of(member),
          "is not known here; known are "
              + String.join(", ", known.stream().sorted().toList())
              + ".");
    }
  }

  /** A text that a row of the store must hold. */
  public static String stored(JsonObject json, String member) {
    if (json.getValue(member) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new Unfit(member + " missing");
  }

  /** A URI that a row of the store must hold. */
  public static URI storedUri(JsonObject json, String member) {
    return uri(stored(json, member));
  }

  /** The text as a URI. */
  public static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException broken) {
      throw new Unfit("not a URL");
    }
  }

  private static boolean isUrl(String text) {
    try {
      var uri = new URI(text);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (URISyntaxException broken) {
      return false;
    }
  }
}
