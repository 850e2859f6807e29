package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.kernel.Secret;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directory that checks passwords of a tenant's users.
 *
 * @param url {@code ldap://} or {@code ldaps://}
 * @param bindDn who searches
 * @param bindPassword that account's password
 * @param baseDn where users are searched
 * @param userFilter with {@code {0}} where the login goes
 * @param security {@code tls}, {@code starttls} or {@code none}; null: as the URL has it
 * @param trustAnchors certificates in PEM, or null
 */
public record LdapEntry(
    String url,
    String bindDn,
    Secret bindPassword,
    String baseDn,
    String userFilter,
    @Nullable Security security,
    @Nullable String trustAnchors) {

  static LdapEntry read(Element element, SecretTexts secrets) {
    var members =
        element.members(
            "url", "bindDn", "bindPassword", "baseDn", "userFilter", "security", "trustAnchors");
    return new LdapEntry(
        members.get("url").as(Formats::ldapUrl),
        members.text("bindDn"),
        secrets.secret(members.get("bindPassword")),
        members.text("baseDn"),
        members.get("userFilter").as(Formats::userFilter),
        members.find("security").map(item -> item.as(LdapEntry::security)).orElse(null),
        members.find("trustAnchors").map(secrets::text).orElse(null));
  }

  private static Security security(String text) {
    return Formats.constant(Security.class, text.toUpperCase(Locale.ROOT));
  }
}
