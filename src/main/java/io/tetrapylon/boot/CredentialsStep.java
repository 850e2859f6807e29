package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.CredentialPolicyEntry;
import io.tetrapylon.boot.tenantfile.OathEntry;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.boot.tenantfile.UserEntry;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.policy.CredentialPolicySettings;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Credential policies beside those that every tenant has, passwords and OATH tokens. */
@ApplicationScoped
class CredentialsStep implements TenantStep {
  private final CredentialPolicies policies;
  private final Credentials credentials;
  private final Passwords passwords;
  private final OathTokens tokens;
  private final Users users;

  CredentialsStep(
      CredentialPolicies policies,
      Credentials credentials,
      Passwords passwords,
      OathTokens tokens,
      Users users) {
    this.policies = policies;
    this.credentials = credentials;
    this.passwords = passwords;
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.<CredentialPolicy>all((after, limit) -> policies.list(tenant, after, limit))
        .chain(there -> policies(tenant, there, entry.credentialPolicies()))
        .chain(() -> Sequence.each(entry.users(), user -> user(tenant, user)));
  }

  private Uni<Void> policies(
      UUID tenant, List<CredentialPolicy> there, List<CredentialPolicyEntry> entries) {
    var missing =
        entries.stream()
            .filter(
                entry ->
                    there.stream()
                        .noneMatch(one -> one.settings().externalId().equals(entry.extId())))
            .toList();
    return Sequence.each(missing, entry -> policies.create(Actor.SYSTEM, tenant, settings(entry)));
  }

  private static CredentialPolicySettings settings(CredentialPolicyEntry entry) {
    return new CredentialPolicySettings(
        entry.extId(),
        entry.code(),
        CredentialKinds.of(entry.kind()),
        false,
        null,
        CredentialPolicySettings.TIME_WINDOW,
        CredentialPolicySettings.COUNTER_WINDOW);
  }

  private Uni<Void> user(UUID tenant, UserEntry entry) {
    return users
        .find(tenant, Dataroom.ALL, entry.username())
        .chain(
            user ->
                user == null
                    ? Uni.createFrom().voidItem()
                    : credentials
                        .list(tenant, user.id())
                        .chain(there -> credentials(tenant, user.id(), there, entry)));
  }

  private Uni<Void> credentials(UUID tenant, UUID user, List<Credential> there, UserEntry entry) {
    boolean hasPassword = there.stream().anyMatch(one -> one.kind() == CredentialKind.PASSWORD);
    var password = entry.password();
    Uni<?> first =
        password == null || hasPassword
            ? Uni.createFrom().voidItem()
            : passwords.set(Actor.SYSTEM, tenant, user, password);
    var missing =
        entry.oath().stream()
            .filter(oath -> there.stream().noneMatch(one -> one.externalId().equals(oath.extId())))
            .toList();
    return first.chain(
        () ->
            Sequence.each(missing, oath -> tokens.create(Actor.SYSTEM, tenant, user, token(oath))));
  }

  private static NewOathToken token(OathEntry entry) {
    return new NewOathToken(
        entry.label(),
        new OathParameters(entry.method(), entry.algorithm(), entry.digits(), entry.period()),
        entry.secret(),
        entry.counter(),
        entry.hidPolicy(),
        entry.extId(),
        Validity.ALWAYS);
  }
}
