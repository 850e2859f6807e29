package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.kernel.Secret;

/**
 * The directory that checks passwords of a tenant's users.
 *
 * @param url {@code ldap://} or {@code ldaps://}
 * @param bindDn who searches
 * @param bindPassword that account's password
 * @param baseDn where users are searched
 * @param userFilter with {@code {0}} where the login goes
 */
public record LdapEntry(
    String url, String bindDn, Secret bindPassword, String baseDn, String userFilter) {

  static LdapEntry read(Element element, SecretTexts secrets) {
    var members = element.members("url", "bindDn", "bindPassword", "baseDn", "userFilter");
    return new LdapEntry(
        members.get("url").as(Formats::ldapUrl),
        members.text("bindDn"),
        secrets.secret(members.get("bindPassword")),
        members.text("baseDn"),
        members.get("userFilter").as(Formats::userFilter));
  }
}
