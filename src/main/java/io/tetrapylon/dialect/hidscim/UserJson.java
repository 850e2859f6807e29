package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.device.Authenticator;
import io.tetrapylon.user.UserStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A user as it travels: RFC 7643 section 4.1 with HID's two extensions. */
@Singleton
class UserJson {
  static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String AUTHENTICATORS = "urn:hid:scim:api:idp:2.0:UserAuthenticator";
  static final String ATTRIBUTES = "urn:hid:scim:api:idp:2.0:UserAttribute";

  private final Scim scim;

  UserJson(Scim scim) {
    this.scim = scim;
  }

  JsonObject of(Entered by, UserView view) {
    var user = view.user();
    var profile = user.profile();
    var number = Long.toString(user.number());
    var resource =
        new JsonObject()
            .put("schemas", Scim.schemas(SCHEMA, AUTHENTICATORS, ATTRIBUTES))
            .put("id", number)
            .put("externalId", view.externalId())
            .put(
                "meta",
                scim.meta(by, "User", user.createdAt(), "Users/" + number, user.version() + 1))
            .put("userName", profile.username())
            .put("displayName", profile.username())
            .put("active", user.status() == UserStatus.ACTIVE);
    putName(resource, view);
    putValue(resource, "emails", profile.email(), "work");
    putValue(resource, "phoneNumbers", profile.mobile(), "mobile");
    return resource
        .put("groups", groups(view))
        .put(AUTHENTICATORS, new JsonObject().put("authenticators", authenticators(by, view)))
        .put(ATTRIBUTES, new JsonObject().put("attributes", attributes(view)));
  }

  private static void putName(JsonObject resource, UserView view) {
    var given = view.attributes().get(UserView.GIVEN_NAME);
    var family = view.attributes().get(UserView.FAMILY_NAME);
    if (given != null || family != null) {
      var name = new JsonObject();
      putIfThere(name, "givenName", given);
      putIfThere(name, "familyName", family);
      resource.put("name", name);
    }
    putIfThere(resource, "title", view.attributes().get(UserView.TITLE));
  }

  private static void putIfThere(JsonObject into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }

  private static void putValue(JsonObject into, String name, @Nullable String value, String type) {
    if (value != null) {
      into.put(
          name,
          new JsonArray()
              .add(new JsonObject().put("value", value).put("type", type).put("primary", true)));
    }
  }

  private static JsonArray groups(UserView view) {
    var groups = new JsonArray();
    view.groups()
        .forEach(name -> groups.add(new JsonObject().put("value", name).put("display", name)));
    return groups;
  }

  private JsonArray authenticators(Entered by, UserView view) {
    var all = new JsonArray();
    view.authenticators().stream()
        .sorted(Comparator.comparing(Authenticator::code))
        .forEach(
            each ->
                all.add(
                    scim.reference(
                        by,
                        new JsonObject()
                            .put("type", "Authenticator")
                            .put("display", each.code())
                            .put("value", AuthenticatorJson.id(each)),
                        AuthenticatorJson.path(each))));
    return all;
  }

  private static JsonArray attributes(UserView view) {
    var all = new JsonArray();
    var profile = view.user().profile();
    if (profile.email() != null) {
      all.add(ActionJson.attribute(UserView.EMAIL, profile.email()));
    }
    if (profile.mobile() != null) {
      all.add(ActionJson.attribute(UserView.MOBILE, profile.mobile()));
    }
    view.attributes().forEach((name, value) -> all.add(ActionJson.attribute(name, value)));
    return all;
  }
}
