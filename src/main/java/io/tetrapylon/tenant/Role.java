package io.tetrapylon.tenant;

import static io.tetrapylon.tenant.Permission.*;

import java.util.HashSet;
import java.util.Set;

/** What an operator may do, each role including the one before it. */
public enum Role {
  VIEWER(Set.of(USER_VIEW, CREDENTIAL_VIEW, POLICY_VIEW, TENANT_VIEW, AUDIT_VIEW)),
  HELPDESK(with(VIEWER, Set.of(CREDENTIAL_CHANGE_STATE, FORGOT_TOKEN_GRANT))),
  OPERATOR(with(HELPDESK, Set.of(USER_MODIFY, CREDENTIAL_CREATE, CREDENTIAL_DELETE))),
  TENANT_ADMIN(EVERYTHING_IN_A_TENANT),
  /** An operator of the installation: any tenant, and making and deleting them. */
  INSTALLATION_ADMIN(with(TENANT_ADMIN, Set.of(INSTALLATION)));

  private final Set<String> permissions;

  Role(Set<String> permissions) {
    this.permissions = permissions;
  }

  /** The permissions of this role. */
  public Set<String> permissions() {
    return permissions;
  }

  private static Set<String> with(Role base, Set<String> more) {
    var all = new HashSet<>(base.permissions);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
