package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.kernel.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls the gateway's APIs.
 *
 * @param accessId unique in the installation
 * @param password the access id's password
 * @param apiKey the client's API key, or null for none
 * @param readOnly whether it may only look
 * @param user the name of the user that it belongs to, or null
 * @param dataroom the groups whose users it sees, or null for everybody
 * @param permissions names of permissions, or {@code *}
 * @param ciba what it registers for OpenID CIBA, or null
 * @param external what a trusted issuer calls it, or null
 */
public record ApiClientEntry(
    String accessId,
    Secret password,
    @Nullable Secret apiKey,
    boolean readOnly,
    @Nullable String user,
    @Nullable List<String> dataroom,
    List<String> permissions,
    @Nullable CibaEntry ciba,
    TrustedIssuerEntry.@Nullable External external) {

  static ApiClientEntry read(Element element, Scope scope) {
    var members =
        element.members(
            "accessId",
            "password",
            "apiKey",
            "access",
            "user",
            "dataroom",
            "permissions",
            "ciba",
            "external");
    var accessId = members.get("accessId");
    return new ApiClientEntry(
        scope.file().accessIds().give(accessId, accessId.text()),
        scope.secrets().secret(members.get("password")),
        members.find("apiKey").map(key -> apiKey(key, scope)).orElse(null),
        members.get("access").as(Formats::isReadOnly),
        members.find("user").map(user -> scope.users().refer(user, user.text())).orElse(null),
        members.find("dataroom").map(room -> groups(room, scope)).orElse(null),
        permissions(members),
        members.find("ciba").map(CibaEntry::read).orElse(null),
        members
            .find("external")
            .map(external -> TrustedIssuerEntry.External.read(external, scope))
            .orElse(null));
  }

  private static Secret apiKey(Element element, Scope scope) {
    return scope.file().apiKeys().give(element, scope.secrets().secret(element));
  }

  private static List<String> groups(Element dataroom, Scope scope) {
    return dataroom.members("groups").get("groups").items().stream().map(scope::group).toList();
  }

  private static List<String> permissions(Members members) {
    return members.get("permissions").items().stream()
        .map(item -> item.as(Formats::permission))
        .toList();
  }
}
