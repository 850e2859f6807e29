package io.tetrapylon.boot.tenantfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tenant with everything that is made for it, in the order of the file.
 *
 * @param code unique in the installation
 * @param name for people
 * @param relyingParties the WebAuthn relying parties that the tenant answers for
 * @param callbackUrl where decisions are posted, or null
 * @param alertUrl where alerts are posted, or null for the same
 * @param allowedHosts the hosts that the gateway may call for this tenant
 * @param staImport whether authenticators may be imported through the STA API
 * @param unsignedLoginHints whether a client of OpenID CIBA may name users by unsigned tokens
 * @param standardLists whether lists of the HID API are called as RFC 7644 has it
 * @param ldap the directory that checks passwords, or null
 * @param trustedIssuers whose access tokens its API clients may show
 * @param groups names, unique in the tenant
 */
public record TenantEntry(
    String code,
    String name,
    LicenceEntry licence,
    LimitsEntry limits,
    AttestationEntry attestation,
    boolean staImport,
    boolean unsignedLoginHints,
    List<String> relyingParties,
    @Nullable String callbackUrl,
    @Nullable String alertUrl,
    List<String> allowedHosts,
    boolean standardLists,
    @Nullable LdapEntry ldap,
    List<TrustedIssuerEntry> trustedIssuers,
    List<ApiClientEntry> apiClients,
    List<OperatorEntry> operators,
    List<String> groups,
    List<CredentialPolicyEntry> credentialPolicies,
    List<UserEntry> users,
    List<ResourceEntry> resources,
    List<NetworkEntry> networks,
    List<PolicyEntry> policies) {

  private static final String[] KEYS = {
    "code",
    "name",
    "licence",
    "limits",
    "attestation",
    "staImport",
    "unsignedLoginHints",
    "relyingParties",
    "callbackUrl",
    "alertUrl",
    "allowedHosts",
    "standardLists",
    "ldap",
    "trustedIssuers",
    "apiClients",
    "operators",
    "groups",
    "credentialPolicies",
    "users",
    "resources",
    "networks",
    "policies"
  };

  /** Reads what is referred to before what refers to it, wherever in the file they stand. */
  static TenantEntry read(Element element, FileScope file) {
    var scope = Scope.in(file);
    var members = element.members(KEYS);
    var code = members.get("code");
    file.tenants().give(code, code.text());
    var groups = members.each("groups", item -> scope.groups().give(item, item.text()));
    var kinds = members.each("credentialPolicies", item -> CredentialPolicyEntry.read(item, scope));
    var resources = members.each("resources", item -> ResourceEntry.read(item, scope));
    var networks = members.each("networks", item -> NetworkEntry.read(item, scope));
    var issuers = members.each("trustedIssuers", item -> TrustedIssuerEntry.read(item, scope));
    var users = members.each("users", item -> UserEntry.read(item, scope));
    return new TenantEntry(
        code.text(),
        members.textIfAny("name").orElse(code.text()),
        members.find("licence").map(LicenceEntry::read).orElse(LicenceEntry.UNLIMITED),
        members.find("limits").map(LimitsEntry::read).orElse(LimitsEntry.USUAL),
        members.find("attestation").map(TenantEntry::attestation).orElse(USUAL_ATTESTATION),
        members.flag("staImport", true),
        members.flag("unsignedLoginHints", false),
        members.each("relyingParties", item -> item.as(Formats::host)),
        members.find("callbackUrl").map(url -> url.as(Formats::webUrl)).orElse(null),
        members.find("alertUrl").map(url -> url.as(Formats::webUrl)).orElse(null),
        members.each("allowedHosts", item -> item.as(Formats::host)),
        members.flag("standardLists", false),
        members.find("ldap").map(item -> LdapEntry.read(item, scope.secrets())).orElse(null),
        issuers,
        members.each("apiClients", item -> ApiClientEntry.read(item, scope)),
        members.each(
            "operators", item -> OperatorEntry.ofTenant(item, scope.secrets(), scope.operators())),
        groups,
        kinds,
        users,
        resources,
        networks,
        members.each("policies", item -> PolicyEntry.read(item, scope)));
  }

  private static final AttestationEntry USUAL_ATTESTATION = AttestationEntry.SELF_OR_BETTER;

  private static AttestationEntry attestation(Element element) {
    return element.as(text -> Formats.constant(AttestationEntry.class, text));
  }
}
