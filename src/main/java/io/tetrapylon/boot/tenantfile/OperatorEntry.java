package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Somebody who administers a tenant, or, at the top of the file, the installation.
 *
 * @param login unique in the tenant
 * @param password as typed
 * @param role what the operator may do
 */
public record OperatorEntry(String login, Secret password, Role role) {
  private static final List<Role> IN_A_TENANT =
      Arrays.stream(Role.values()).filter(role -> role != Role.INSTALLATION_ADMIN).toList();

  static OperatorEntry ofTenant(Element element, SecretTexts secrets, Names logins) {
    return read(element, secrets, logins, IN_A_TENANT);
  }

  static OperatorEntry ofInstallation(Element element, SecretTexts secrets, Names logins) {
    return read(element, secrets, logins, List.of(Role.INSTALLATION_ADMIN));
  }

  private static OperatorEntry read(
      Element element, SecretTexts secrets, Names logins, List<Role> roles) {
    var members = element.members("login", "password", "role");
    var login = members.get("login");
    return new OperatorEntry(
        logins.give(login, login.text()),
        secrets.secret(members.get("password")),
        members.get("role").as(text -> role(text, roles)));
  }

  private static Role role(String text, List<Role> roles) {
    return roles.stream()
        .filter(role -> name(role).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is no role here; " + names(roles)));
  }

  private static String names(List<Role> roles) {
    return roles.stream()
        .map(OperatorEntry::name)
        .collect(Collectors.joining(", ", "there are ", ""));
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
