package io.tetrapylon.tenant;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of the permissions. The four about credentials are nevisIDM's; the others follow their
 * pattern.
 *
 * <p>They serve as roles in {@code @RolesAllowed}, so they are constants and not an enumeration.
 */
public final class Permission {
  /** Everything in the caller's own tenant. */
  public static final String ALL = "*";

  public static final String CREDENTIAL_VIEW = "AccessControl.CredentialView";
  public static final String CREDENTIAL_CREATE = "AccessControl.CredentialCreate";
  public static final String CREDENTIAL_CHANGE_STATE = "AccessControl.CredentialChangeState";
  public static final String CREDENTIAL_DELETE = "AccessControl.CredentialDelete";

  /** Takes secrets out, encrypted; no role below the tenant's administrator holds it. */
  public static final String CREDENTIAL_EXPORT = "AccessControl.CredentialExport";

  public static final String USER_VIEW = "AccessControl.UserView";
  public static final String USER_MODIFY = "AccessControl.UserModify";
  public static final String FORGOT_TOKEN_GRANT = "AccessControl.ForgotTokenGrant";
  public static final String POLICY_VIEW = "AccessControl.PolicyView";
  public static final String POLICY_MODIFY = "AccessControl.PolicyModify";
  public static final String CLIENT_VIEW = "AccessControl.ClientView";
  public static final String CLIENT_MODIFY = "AccessControl.ClientModify";
  public static final String TENANT_VIEW = "AccessControl.TenantView";
  public static final String TENANT_MODIFY = "AccessControl.TenantModify";
  public static final String AUDIT_VIEW = "AccessControl.AuditView";

  /** What an end user has, who sees and changes nothing but their own credentials. */
  public static final String SELF_ADMIN = "SelfAdmin";

  /** Creating and deleting tenants; not covered by {@link #ALL}. */
  public static final String INSTALLATION = "Installation.TenantManage";

  /** What {@link #ALL} stands for. */
  static final Set<String> EVERYTHING_IN_A_TENANT =
      Set.of(
          CREDENTIAL_VIEW,
          CREDENTIAL_CREATE,
          CREDENTIAL_CHANGE_STATE,
          CREDENTIAL_DELETE,
          CREDENTIAL_EXPORT,
          USER_VIEW,
          USER_MODIFY,
          FORGOT_TOKEN_GRANT,
          POLICY_VIEW,
          POLICY_MODIFY,
          CLIENT_VIEW,
          CLIENT_MODIFY,
          TENANT_VIEW,
          TENANT_MODIFY,
          AUDIT_VIEW);

  private Permission() {}

  static boolean isKnown(String name) {
    return name.equals(ALL) || name.equals(INSTALLATION) || EVERYTHING_IN_A_TENANT.contains(name);
  }

  static Set<String> expand(Set<String> granted) {
    if (!granted.contains(ALL)) {
      return granted;
    }
    var all = new HashSet<>(EVERYTHING_IN_A_TENANT);
    all.addAll(granted);
    all.remove(ALL);
    return all;
  }
}
