package io.tetrapylon.boot.tenantfile;

/**
 * A credential policy beside those that every tenant has.
 *
 * @param extId unique in the tenant
 * @param code unique in the tenant, and none that every tenant has
 * @param kind the kind of policy
 */
public record CredentialPolicyEntry(String extId, String code, String kind) {
  static CredentialPolicyEntry read(Element element, Scope scope) {
    var members = element.members("extId", "code", "kind");
    var extId = members.get("extId");
    var code = members.get("code");
    return new CredentialPolicyEntry(
        scope.policyExtIds().give(extId, extId.text()),
        scope.policyCodes().give(code, code.text()),
        members.text("kind"));
  }
}
