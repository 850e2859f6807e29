package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.AuthenticatorChanges;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;

/**
 * LDAP pass-through: the tenant's directory checks the password. An owner who is named and not
 * known yet is looked for in the directory, and made a user.
 */
@Singleton
class DirectoryAuthenticators {
  private final Directories directories;
  private final Authenticators authenticators;
  private final AuthenticatorChanges changes;
  private final Users users;
  private final Owners owners;

  DirectoryAuthenticators(
      Directories directories,
      Authenticators authenticators,
      AuthenticatorChanges changes,
      Users users,
      Owners owners) {
    this.directories = directories;
    this.authenticators = authenticators;
    this.changes = changes;
    this.users = users;
    this.owners = owners;
  }

  Uni<Authenticator> create(
      Entered by, ScimBody body, CredentialPolicy policy, AuthenticatorChanges.Change change) {
    Member.check(policy.settings().isDefault(), "policy.value", "is not the one of the directory.");
    return bound(by, body.inner("owner"))
        .map(user -> new Key(by.tenant(), by.room(), user.number(), policy.settings().code()))
        .chain(
            key ->
                body.inner("status").members().isEmpty()
                    ? authenticators.get(key)
                    : changes.replace(by.actor(), key, null, change));
  }

  private Uni<User> bound(Entered by, ScimBody owner) {
    var display = owner.text("display");
    if (owner.text("value") != null || display == null) {
      return owners.of(by, owner).chain(user -> bind(by, user));
    }
    return users
        .named(by.tenant(), by.room(), display)
        .chain(
            user ->
                user == null
                    ? directories.adopt(by.actor(), by.tenant(), by.room(), display)
                    : bind(by, user));
  }

  private Uni<User> bind(Entered by, User user) {
    return directories.bind(by.actor(), by.tenant(), by.room(), user.id(), null).replaceWith(user);
  }
}
