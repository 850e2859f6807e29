package io.tetrapylon.dialect.nevis;

import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request wants, and the rights that it needs, in the order in which they are missed. */
enum Access {
  /** A credential that another system registered. */
  REGISTER(
      Permission.CREDENTIAL_CREATE, Permission.CREDENTIAL_CHANGE_STATE, Permission.CREDENTIAL_VIEW),
  CREATE(Permission.CREDENTIAL_CREATE),
  VIEW(Permission.CREDENTIAL_VIEW),
  CHANGE(Permission.CREDENTIAL_CHANGE_STATE),
  DELETE(Permission.CREDENTIAL_DELETE);

  private final List<String> rights;

  Access(String... rights) {
    this.rights = List.of(rights);
  }

  /** The right that the API names when a user is out of sight. */
  String right() {
    return rights.get(0);
  }

  /**
   * The first right that a caller has not, or null. One that may only read has that right alone.
   */
  @Nullable String missing(Caller caller) {
    if (this != VIEW && caller.access() == Caller.Access.READ_ONLY) {
      return right();
    }
    return rights.stream()
        .filter(right -> !caller.permissions().contains(right))
        .findFirst()
        .orElse(null);
  }

  /** Whether users may do it with what is their own. */
  boolean isSelfAdmin() {
    return this == VIEW;
  }
}
