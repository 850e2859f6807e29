package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import io.tetrapylon.user.Users;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of a user. What it does not name stays as it is, with PUT too, as clients of
 * this API expect; so does what it names as it is already.
 */
record UserChange(ScimBody body) {
  private static final int MOST_GROUPS = 100;

  /** The names of the groups, without the one that all users are in; null: as they are. */
  @Nullable List<String> groups() {
    if (!body.names("groups")) {
      return null;
    }
    var names = new LinkedHashSet<String>();
    for (var group : body.objects("groups")) {
      var name = group.text("value");
      names.add(name == null ? group.required("display") : name);
    }
    names.remove(Attributes.ROOT_GROUP);
    Member.check(names.size() <= MOST_GROUPS, "groups", "must be at most 100.");
    return List.copyOf(names);
  }

  /** A user to be made; one without a name is called as other systems call it. */
  User.Draft draft(Set<UUID> groups) {
    var externalId = body.text("externalId");
    var username = body.text("userName");
    if (username == null && externalId == null) {
      throw Member.invalid("userName", "must be there.");
    }
    return new User.Draft(
        null,
        null,
        username == null ? String.valueOf(externalId) : username,
        email(null),
        mobile(null),
        externalId,
        Boolean.FALSE.equals(body.flag("active")) ? UserStatus.BLOCKED : UserStatus.ACTIVE,
        groups);
  }

  /** What the user is from now on. */
  Users.Edited edited(UserView view, User now, Set<UUID> groups) {
    var profile = now.profile();
    var username = body.text("userName");
    var externalId = body.text("externalId");
    return new Users.Edited(
        new User.Profile(
            username == null ? profile.username() : username,
            email(profile.email()),
            mobile(profile.mobile()),
            externalId == null || externalId.equals(view.externalId())
                ? profile.externalId()
                : externalId),
        status(now),
        groups,
        attributes(view.attributes()));
  }

  private UserStatus status(User now) {
    var active = body.flag("active");
    boolean isActive = now.status() == UserStatus.ACTIVE;
    if (active == null || active == isActive) {
      return now.status();
    }
    return active ? UserStatus.ACTIVE : UserStatus.BLOCKED;
  }

  private @Nullable String email(@Nullable String now) {
    return value("emails", UserView.EMAIL, now);
  }

  private @Nullable String mobile(@Nullable String now) {
    return value("phoneNumbers", UserView.MOBILE, now);
  }

  /** The primary value, or the first; an attribute of that name says the same. */
  private @Nullable String value(String member, String attribute, @Nullable String now) {
    if (body.names(member)) {
      var all = body.objects(member);
      return all.stream()
          .filter(each -> Boolean.TRUE.equals(each.flag("primary")))
          .findFirst()
          .or(() -> all.stream().findFirst())
          .map(each -> each.text("value"))
          .orElse(null);
    }
    return given().getOrDefault(attribute, now);
  }

  /** The attributes with what the body says of them, or null where it says nothing. */
  @Nullable Map<String, String> attributes(Map<String, String> now) {
    var given = given();
    given.remove(UserView.EMAIL);
    given.remove(UserView.MOBILE);
    var name = body.inner("name");
    put(given, name, "givenName", UserView.GIVEN_NAME);
    put(given, name, "familyName", UserView.FAMILY_NAME);
    put(given, body, "title", UserView.TITLE);
    if (given.isEmpty()) {
      return null;
    }
    var merged = new TreeMap<>(now);
    given.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private Map<String, @Nullable String> given() {
    var given = new TreeMap<String, @Nullable String>();
    for (var each : body.inner(UserJson.ATTRIBUTES).objects("attributes")) {
      given.put(canonical(each.required("name")), each.text("value"));
    }
    return given;
  }

  /** Attributes of some tenants begin with {@code ATR_}; the e-mail address is one under both. */
  private static String canonical(String name) {
    return name.toUpperCase(Locale.ROOT).equals("ATR_EMAIL") ? UserView.EMAIL : name;
  }

  private static void put(
      Map<String, @Nullable String> into, ScimBody from, String member, String name) {
    if (from.names(member)) {
      into.put(name, from.text(member));
    }
  }
}
