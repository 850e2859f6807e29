package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialSettings;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.password.PasswordRules;
import io.tetrapylon.device.Authenticator.Owner;
import io.tetrapylon.device.AuthenticatorRows.Held;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and removes authenticators, all credentials of one at once. Of many changes of
 * what one user has, one takes place after the other.
 */
@ApplicationScoped
public class AuthenticatorChanges {
  private static final String KIND = "authenticator";

  private final Ledger ledger;
  private final AuthenticatorRows rows;
  private final CredentialRows credentials;
  private final PasswordHasher hasher;
  private final Ids ids;

  AuthenticatorChanges(
      Ledger ledger,
      AuthenticatorRows rows,
      CredentialRows credentials,
      PasswordHasher hasher,
      Ids ids) {
    this.ledger = ledger;
    this.rows = rows;
    this.credentials = credentials;
    this.hasher = hasher;
    this.ids = ids;
  }

  /**
   * What changes of an authenticator.
   *
   * @param enabled whether it may be used, or null: as it is
   * @param validity makes the new validity of the present one
   * @param password the new password, of an authenticator by password alone, or null
   */
  public record Change(
      @Nullable Boolean enabled, UnaryOperator<Validity> validity, @Nullable Secret password) {}

  /**
   * Makes one for a token or phone that there is not yet. Refuses a policy that is not for such
   * with {@code MEMBER_INVALID}, and a second one with {@code CONFLICT}.
   */
  public Uni<Authenticator> announce(Actor actor, Key key, boolean enabled, Validity validity) {
    return change(
        actor,
        key,
        "create",
        (keys, owner, held) -> {
          var policy = announced(held, key.code());
          var present = held.view(owner, policy.id());
          if (present != null && !present.own().isEmpty()) {
            throw Authenticators.second();
          }
          return credentials.add(key.tenant(), placeholder(owner, policy, enabled, validity));
        });
  }

  private static CredentialPolicy announced(Held held, String code) {
    var policy = held.policy(code);
    if (policy == null) {
      throw Member.invalid("policy.value", "the tenant has no such policy.");
    }
    var kind = policy.settings().kind();
    Member.check(
        kind == CredentialKind.OATH || kind == CredentialKind.DEVICE,
        "policy.value",
        "this policy is not one for devices.");
    return policy;
  }

  private NewCredential placeholder(
      Owner owner, CredentialPolicy policy, boolean enabled, Validity validity) {
    return new NewCredential(
        ids.next(),
        owner.id(),
        policy.id(),
        policy.settings().kind(),
        null,
        policy.settings().code(),
        enabled ? CredentialState.INITIAL : CredentialState.DISABLED,
        validity,
        -1,
        null);
  }

  /**
   * Changes one. A new password takes every lock; enabling takes none.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Authenticator> replace(Actor actor, Key key, @Nullable Long seen, Change change) {
    var password = change.password();
    if (password == null) {
      return replace(actor, key, seen, change, null);
    }
    PasswordRules.check(password);
    return hasher.hash(password).chain(phc -> replace(actor, key, seen, change, Secret.of(phc)));
  }

  private Uni<Authenticator> replace(
      Actor actor, Key key, @Nullable Long seen, Change change, @Nullable Secret phc) {
    return change(
        actor,
        key,
        "change",
        (keys, owner, held) -> {
          var now = Authenticators.present(held, owner, key.code());
          Versions.requireSeen(now.version(), seen);
          Member.check(
              phc == null || now.kind() == CredentialKind.PASSWORD,
              "password",
              "this authenticator has none.");
          return now.own().isEmpty()
              ? credentials.add(key.tenant(), placeholder(owner, now, change))
              : each(now.own(), one -> replaced(keys, one, change, phc));
        });
  }

  private NewCredential placeholder(Owner owner, Authenticator now, Change change) {
    return placeholder(
        owner,
        now.policy(),
        !Boolean.FALSE.equals(change.enabled()),
        change.validity().apply(now.validity()));
  }

  private Uni<Credential> replaced(
      TenantKeys keys, Credential one, Change change, @Nullable Secret phc) {
    var edited =
        credentials.edit(keys.tenant(), one.userId(), one.id(), now -> edited(now, change));
    return phc == null
        ? edited
        : edited.chain(
            each ->
                credentials.replaceSecret(
                    keys.tenant(),
                    each.userId(),
                    each.id(),
                    keys.seal(Candidate.SECRET, each.id(), phc)));
  }

  private static CredentialSettings edited(CredentialSettings now, Change change) {
    var to = now.valid(change.validity().apply(now.validity()));
    if (Boolean.FALSE.equals(change.enabled())) {
      return to.in(CredentialState.DISABLED, null);
    }
    return Boolean.TRUE.equals(change.enabled()) && now.state() == CredentialState.DISABLED
        ? to.in(CredentialState.ACTIVE, null)
        : to;
  }

  /** Takes every lock and all counted failures. What is disabled stays so. */
  public Uni<Authenticator> reset(Actor actor, Key key) {
    return change(
        actor,
        key,
        "reset",
        (keys, owner, held) ->
            each(
                Authenticators.present(held, owner, key.code()).parts(),
                one -> credentials.release(key.tenant(), owner.id(), one.id())));
  }

  /**
   * Removes the credentials under the policy, phones with them. Refuses with {@code CONFLICT} where
   * there are only phones that are registered under another policy.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Void> delete(Actor actor, Key key, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            key.tenant(),
            KIND + ".delete",
            () ->
                rows.owner(key.tenant(), key.room(), key.user())
                    .call(
                        owner ->
                            rows.locked(key.tenant(), owner.id())
                                .chain(held -> remove(key, owner, held, seen)))
                    .map(owner -> Changed.nothing(KIND, name(key), owner.id())))
        .replaceWithVoid();
  }

  private Uni<?> remove(Key key, Owner owner, Held held, @Nullable Long seen) {
    var now = Authenticators.present(held, owner, key.code());
    Versions.requireSeen(now.version(), seen);
    if (now.own().isEmpty()) {
      throw new Refusal(
          Reason.CONFLICT, "It is what the user's phones are good for; remove the devices.");
    }
    return each(now.own(), one -> credentials.remove(key.tenant(), owner.id(), one.id()));
  }

  private interface Work {
    Uni<?> on(TenantKeys keys, Owner owner, Held held);
  }

  private Uni<Authenticator> change(Actor actor, Key key, String action, Work work) {
    return ledger.change(
        actor,
        key.tenant(),
        KIND + "." + action,
        keys ->
            rows.owner(key.tenant(), key.room(), key.user())
                .chain(
                    owner ->
                        rows.locked(key.tenant(), owner.id())
                            .chain(held -> work.on(keys, owner, held))
                            .chain(() -> rows.held(key.tenant(), List.of(owner.id())))
                            .map(held -> Authenticators.present(held, owner, key.code()))
                            .map(done -> Changed.ofUser(done, KIND, name(key), owner.id()))));
  }

  private static String name(Key key) {
    return key.user() + "." + key.code();
  }

  private static Uni<Void> each(
      Collection<Credential> all, Function<Credential, Uni<Credential>> step) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (var one : all) {
      done = done.chain(() -> step.apply(one)).replaceWithVoid();
    }
    return done;
  }
}
