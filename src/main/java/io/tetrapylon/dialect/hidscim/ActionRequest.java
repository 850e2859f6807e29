package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Member;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action that is asked for.
 *
 * @param action its word
 * @param user the number of the user in the path, or null
 * @param code of the credential policy in the path
 * @param bodyUser the number of the user in the body's id, or null
 * @param attributes by their names in upper case; values may be secrets
 */
record ActionRequest(
    String action,
    @Nullable Long user,
    String code,
    @Nullable Long bodyUser,
    Map<String, String> attributes) {

  static ActionRequest of(AuthenticatorId path, ScimBody body) {
    var action = body.inner(ScimBody.ACTION);
    var id = body.text("id");
    var given = id == null ? null : AuthenticatorId.parse(id);
    return new ActionRequest(
        action.required("action"),
        path.user(),
        path.code(),
        given == null ? null : given.user(),
        attributes(action));
  }

  private static Map<String, String> attributes(ScimBody action) {
    var attributes = new TreeMap<String, String>();
    for (var each : action.objects("attributes")) {
      var value = each.text("value");
      if (value != null) {
        var name = each.required("name").toUpperCase(Locale.ROOT);
        Member.check(attributes.put(name, value) == null, "attributes", "hold a name twice.");
      }
    }
    return attributes;
  }

  /** The value of an attribute, or null. */
  @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  /** Whether one device is meant, and not any of a type. */
  boolean namesOneDevice() {
    return attributes.containsKey("DEVICE.ID") || attributes.containsKey("DEVICE.EXTERNALID");
  }

  /** What the user is called, or null. */
  @Nullable String userName() {
    return attribute("USER.EXTERNALID");
  }

  /** The user of the body's id where nothing else names one. */
  long requiredBodyUser() {
    if (bodyUser == null) {
      throw Member.invalid("id", "must name a user, here or as USER.EXTERNALID.");
    }
    return bodyUser;
  }
}
