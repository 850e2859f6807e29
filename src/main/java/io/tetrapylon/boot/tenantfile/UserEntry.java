package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.kernel.Secret;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param username unique in the tenant, among e-mail addresses too
 * @param email likewise, or null
 * @param mobile a telephone number, or null
 * @param externalId unique in the tenant; the user name when the file has none
 * @param number unique in the tenant, or null to be given one
 * @param id the user's UUID, or null to be given one
 * @param groups names of groups
 * @param password as typed, or null for none
 * @param status {@code active}, {@code blocked} or {@code quarantined}
 * @param oath the user's OATH tokens
 * @param ldap whether the tenant's directory checks the user's password
 */
public record UserEntry(
    String username,
    @Nullable String email,
    @Nullable String mobile,
    String externalId,
    @Nullable Long number,
    @Nullable UUID id,
    List<String> groups,
    @Nullable Secret password,
    UserStatusEntry status,
    List<OathEntry> oath,
    boolean ldap) {

  static UserEntry read(Element element, Scope scope) {
    var members =
        element.members(
            "username",
            "email",
            "mobile",
            "externalId",
            "number",
            "id",
            "groups",
            "password",
            "status",
            "oath",
            "ldap");
    var username = members.get("username");
    scope.users().give(username, username.text());
    return new UserEntry(
        login(username, scope),
        email(members, scope),
        members.textIfAny("mobile").orElse(null),
        externalId(members.find("externalId").orElse(username), scope),
        members.find("number").map(number -> number(number, scope)).orElse(null),
        members.find("id").map(id -> scope.ids().give(id, id.as(Formats::uuid))).orElse(null),
        members.each("groups", scope::group),
        members.find("password").map(scope.secrets()::secret).orElse(null),
        members.find("status").map(UserEntry::status).orElse(UserStatusEntry.ACTIVE),
        members.each("oath", token -> OathEntry.read(token, scope)),
        members.flag("ldap", false));
  }

  /** User names and e-mail addresses are looked up alike, without regard to case. */
  private static String login(Element element, Scope scope) {
    scope.logins().give(element, element.text().strip().toLowerCase(Locale.ROOT));
    return element.text();
  }

  private static @Nullable String email(Members members, Scope scope) {
    return members
        .find("email")
        .map(
            email -> {
              email.as(Formats::email);
              boolean isUsername = email.text().equalsIgnoreCase(members.text("username"));
              return isUsername ? email.text() : login(email, scope);
            })
        .orElse(null);
  }

  private static String externalId(Element element, Scope scope) {
    return scope.externalIds().give(element, element.text());
  }

  private static Long number(Element element, Scope scope) {
    return scope.numbers().give(element, element.number(1, Long.MAX_VALUE));
  }

  private static UserStatusEntry status(Element element) {
    return element.as(
        text ->
            switch (text) {
              case "active" -> UserStatusEntry.ACTIVE;
              case "blocked" -> UserStatusEntry.BLOCKED;
              case "quarantined" -> UserStatusEntry.QUARANTINED;
              default ->
                  throw new IllegalArgumentException("must be active, blocked or quarantined");
            });
  }
}
