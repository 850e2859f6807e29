package io.tetrapylon.credential.password;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The passwords of a user, of which one is the primary one. Its hash is stored sealed, so that a
 * copy of the database alone gives nobody anything to try passwords on.
 */
@ApplicationScoped
public class Passwords {
  /** The code of the credential policy that the primary password is under. */
  public static final String PRIMARY = "AT_EMPPWD";

  private final Ledger ledger;
  private final CredentialRows rows;
  private final CredentialPolicies policies;
  private final DataKeys dataKeys;
  private final PasswordHasher hasher;
  private final Ids ids;

  Passwords(
      Ledger ledger,
      CredentialRows rows,
      CredentialPolicies policies,
      DataKeys dataKeys,
      PasswordHasher hasher,
      Ids ids) {
    this.ledger = ledger;
    this.rows = rows;
    this.policies = policies;
    this.dataKeys = dataKeys;
    this.hasher = hasher;
    this.ids = ids;
  }

  /**
   * Sets or replaces a user's primary password, and takes every lock from it; a disabled one stays
   * disabled.
   *
   * <p>Refuses a password that breaks {@link PasswordRules} with {@code MEMBER_INVALID}, and an
   * unknown user with {@code OBJECT_UNKNOWN}; fails with {@code OVERLOADED} when too many passwords
   * wait to be hashed.
   */
  public Uni<Credential> set(Actor actor, UUID tenant, UUID user, Secret password) {
    PasswordRules.check(password);
    return dataKeys
        .of(tenant)
        .chain(
            keys -> hasher.hash(password).chain(phc -> store(actor, keys, user, Secret.of(phc))));
  }

  /**
   * A further password.
   *
   * @param policyId the policy that it is under, the primary one's included
   * @param password what it is
   * @param enabled whether it may be used at once
   * @param validity from when until when it opens anything
   */
  public record New(UUID policyId, Secret password, boolean enabled, Validity validity) {}

  /**
   * Makes a user's password under a policy. It refuses as {@link #set} does, and a second one under
   * the same policy with {@code CONFLICT}.
   */
  public Uni<Credential> create(Actor actor, UUID tenant, UUID user, New made) {
    PasswordRules.check(made.password());
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                hasher
                    .hash(made.password())
                    .chain(phc -> add(actor, keys, user, made, Secret.of(phc))));
  }

  private Uni<Credential> add(Actor actor, TenantKeys keys, UUID user, New made, Secret phc) {
    var id = ids.next();
    var row =
        new NewCredential(
            id,
            user,
            made.policyId(),
            CredentialKind.PASSWORD,
            null,
            "Password",
            made.enabled() ? CredentialState.ACTIVE : CredentialState.DISABLED,
            made.validity(),
            -1,
            keys.seal(Candidate.SECRET, id, phc));
    return ledger.change(
        actor,
        keys.tenant(),
        "password.set",
        () -> rows.add(keys.tenant(), row).map(done -> Changed.ofUser(done, "password", id, user)));
  }

  /** Hashed before and sealed within: no transaction waits for a hash. */
  private Uni<Credential> store(Actor actor, TenantKeys keys, UUID user, Secret phc) {
    var tenant = keys.tenant();
    return ledger.change(
        actor,
        tenant,
        "password.set",
        () ->
            policies
                .covering(tenant, CredentialKind.PASSWORD)
                .map(Passwords::primary)
                .chain(
                    policy ->
                        rows.under(tenant, user, CredentialKind.PASSWORD, policy)
                            .chain(id -> write(keys, user, policy, id, phc)))
                .map(done -> Changed.ofUser(done, "password", done.id(), user)));
  }

  private Uni<Credential> write(
      TenantKeys keys, UUID user, UUID policy, @Nullable UUID present, Secret phc) {
    var id = present == null ? ids.next() : present;
    var secret = keys.seal(Candidate.SECRET, id, phc);
    return present == null
        ? rows.add(keys.tenant(), made(id, user, policy, secret))
        : rows.replaceSecret(keys.tenant(), user, id, secret);
  }

  private static NewCredential made(UUID id, UUID user, UUID policy, byte[] secret) {
    return new NewCredential(
        id,
        user,
        policy,
        CredentialKind.PASSWORD,
        null,
        "Password",
        CredentialState.ACTIVE,
        Validity.ALWAYS,
        -1,
        secret);
  }

  private static UUID primary(List<CredentialPolicy> policies) {
    return policies.stream()
        .filter(policy -> policy.settings().code().equals(PRIMARY))
        .map(CredentialPolicy::id)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Reason.CONFLICT, "The tenant has no credential policy " + PRIMARY + "."));
  }
}
