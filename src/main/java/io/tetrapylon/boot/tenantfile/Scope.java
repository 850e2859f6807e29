package io.tetrapylon.boot.tenantfile;

import java.util.List;

/**
 * What one tenant's part of the file may refer to, and what must be unique in it.
 *
 * @param file what is unique in the whole file
 */
record Scope(
    FileScope file,
    Names groups,
    Names policyExtIds,
    Names policyCodes,
    Names networks,
    Names resources,
    Names users,
    Names logins,
    Names externalIds,
    Names numbers,
    Names ids,
    Names credentials,
    Names policies,
    Names operators,
    Names issuers) {

  /** Codes that every tenant has: those of the HID dialect's samples. */
  private static final List<String> CODES_OF_EVERY_TENANT =
      List.of(
          "AT_EMPOTP",
          "AT_CUSTOTP",
          "AT_OTP",
          "AT_EMPPWD",
          "AT_CUSTPW",
          "AT_LDAP",
          "AT_TDS",
          "AT_SMK",
          "AT_OOBEML",
          "AT_OOBSMS");

  static Scope in(FileScope file) {
    return new Scope(
        file,
        new Names("group"),
        new Names("external id of a credential policy"),
        new Names("credential policy").with(CODES_OF_EVERY_TENANT),
        new Names("network"),
        new Names("resource"),
        new Names("user"),
        new Names("login"),
        new Names("external id of a user"),
        new Names("number"),
        new Names("id"),
        new Names("external id of a credential"),
        new Names("policy"),
        new Names("operator"),
        new Names("trusted issuer"));
  }

  SecretTexts secrets() {
    return file.secrets();
  }

  String group(Element element) {
    return groups.refer(element, element.text());
  }

  Long resource(Element element) {
    return resources.refer(element, element.number(1, Long.MAX_VALUE));
  }

  String policyCode(Element element) {
    return policyCodes.refer(element, element.text());
  }
}
