package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.LdapEntry;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.credential.ldap.DirectoryRegister;
import io.tetrapylon.credential.ldap.DirectorySettings;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The tenant's directory, and the users whose password it checks. It is not asked at start: such a
 * user is bound at the first login.
 */
@ApplicationScoped
class DirectoryStep implements TenantStep {
  private final DirectoryRegister register;
  private final Directories directories;
  private final Credentials credentials;
  private final Users users;

  DirectoryStep(
      DirectoryRegister register, Directories directories, Credentials credentials, Users users) {
    this.register = register;
    this.directories = directories;
    this.credentials = credentials;
    this.users = users;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    var names =
        entry.users().stream().filter(user -> user.ldap()).map(user -> user.username()).toList();
    return directory(tenant, entry).chain(() -> Sequence.each(names, name -> user(tenant, name)));
  }

  private Uni<Void> directory(UUID tenant, TenantEntry entry) {
    var ldap = entry.ldap();
    return ldap == null
        ? Uni.createFrom().voidItem()
        : Sequence.ifMissing(
            register.find(tenant),
            none ->
                register.set(
                    Actor.SYSTEM,
                    tenant,
                    ldap.bindPassword(),
                    password -> settings(ldap, password),
                    null));
  }

  private static DirectorySettings settings(LdapEntry ldap, Secret password) {
    var urls = List.of(ldap.url());
    var security = ldap.security();
    return new DirectorySettings(
        urls,
        security == null ? Security.usual(urls) : security,
        ldap.trustAnchors(),
        ldap.bindDn(),
        password,
        ldap.baseDn(),
        ldap.userFilter(),
        DirectorySettings.POOL_SIZE,
        DirectorySettings.CONNECT_TIMEOUT,
        DirectorySettings.RESPONSE_TIMEOUT);
  }

  private Uni<Void> user(UUID tenant, String username) {
    return users
        .find(tenant, Dataroom.ALL, username)
        .chain(
            user ->
                user == null
                    ? Uni.createFrom().voidItem()
                    : credentials
                        .list(tenant, user.id())
                        .chain(there -> entrust(tenant, user.id(), there)));
  }

  private Uni<Void> entrust(UUID tenant, UUID user, List<Credential> there) {
    return there.stream().anyMatch(one -> one.kind() == CredentialKind.LDAP)
        ? Uni.createFrom().voidItem()
        : directories.entrust(Actor.SYSTEM, tenant, user).replaceWithVoid();
  }
}
