package io.tetrapylon.credential.ldap;

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
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users whose password a directory checks: binding them to its entries, and asking it. What keeps
 * it from answering is a {@link Refusal} with one of the reasons {@code DIRECTORY_*}.
 */
@ApplicationScoped
public class Directories {
  /** The longest login that is searched, in UTF-16 units. */
  private static final int LONGEST_LOGIN = 320;

  private static final int LONGEST_PASSWORD = 1024;

  private final OpenDirectories open;
  private final Bindings bindings;
  private final Ledger ledger;
  private final CredentialRows rows;
  private final CredentialPolicies policies;
  private final Users users;
  private final Ids ids;

  Directories(
      OpenDirectories open,
      Bindings bindings,
      Ledger ledger,
      CredentialRows rows,
      CredentialPolicies policies,
      Users users,
      Ids ids) {
    this.open = open;
    this.bindings = bindings;
    this.ledger = ledger;
    this.rows = rows;
    this.policies = policies;
    this.users = users;
    this.ids = ids;
  }

  /**
   * Whether a password is the user's, by the directory's word. A user who was not bound yet is
   * searched by the login and bound; one whose entry has moved is followed.
   *
   * @param credential of kind LDAP
   * @param login what the filter finds the user by where it is not bound yet
   */
  public Uni<Boolean> check(TenantKeys keys, Candidate credential, String login, Secret password) {
    if (password.length() == 0 || password.length() > LONGEST_PASSWORD) {
      return Uni.createFrom().item(false);
    }
    var bound = Binding.of(credential.open(keys));
    return ask(keys.tenant(), directory -> directory.check(bound, login, password))
        .call(
            answer ->
                answer.now().equals(bound)
                    ? Uni.createFrom().voidItem()
                    : bindings.keep(keys, credential, answer.now()))
        .map(LdapDirectory.Answer::matches);
  }

  /** Asks the tenant's directory for the entry above its users: whether all settings are right. */
  public Uni<Void> probe(UUID tenant) {
    return ask(
            tenant,
            directory -> {
              directory.probe();
              return true;
            })
        .replaceWithVoid();
  }

  /**
   * Has a user's password checked by the directory from now on, where the filter finds the user by
   * this login. A user who is bound already, and an entry that another user is bound to, are
   * refused with {@code CONFLICT}.
   *
   * @param login null: the user name
   */
  public Uni<Credential> bind(
      Actor actor, UUID tenant, Dataroom room, UUID user, @Nullable String login) {
    return users
        .get(tenant, room, user)
        .map(found -> login == null ? found.profile().username() : login)
        .chain(name -> find(tenant, name))
        .chain(
            binding ->
                ledger.change(
                    actor,
                    tenant,
                    "directory.bind",
                    keys -> bound(keys, user, binding).map(Directories::changed)));
  }

  /**
   * Has a user's password checked by the directory without asking it now: the user is bound when
   * the user name and a password are first given. One that has such a credential is refused with
   * {@code CONFLICT}.
   */
  public Uni<Credential> entrust(Actor actor, UUID tenant, UUID user) {
    return ledger.change(
        actor,
        tenant,
        "directory.entrust",
        keys -> added(keys, user, Binding.NONE, null).map(Directories::changed));
  }

  /**
   * The user of that name, who is made of the directory's entry where there is none: it gets an id,
   * and a credential that the directory checks. Nothing else is taken over: what somebody may write
   * into an entry of their own, such as an e-mail address, is no login here.
   *
   * <p>Fails with {@code DIRECTORY_USER_WITHOUT_DN} where the directory has nobody of that name.
   */
  public Uni<User> adopt(Actor actor, UUID tenant, Dataroom room, String loginName) {
    var login = Member.text("login", loginName, LONGEST_LOGIN).strip();
    return users
        .find(tenant, room, login)
        .chain(
            there ->
                there == null
                    ? find(tenant, login).chain(found -> made(actor, tenant, room, login, found))
                    : adopted(actor, tenant, there, login));
  }

  private Uni<User> made(Actor actor, UUID tenant, Dataroom room, String login, Binding binding) {
    var draft =
        new User.Draft(null, null, login, null, null, null, UserStatus.ACTIVE, groups(room));
    return ledger
        .change(
            actor,
            tenant,
            "directory.adopt",
            keys ->
                users
                    .create(actor, tenant, room, draft)
                    .call(user -> bound(keys, user.id(), binding))
                    .map(user -> Changed.ofUser(user, "user", login, user.id())))
        .onFailure(Directories::isConflict)
        .recoverWithUni(
            conflict ->
                users
                    .find(tenant, room, login)
                    .onItem()
                    .ifNull()
                    .failWith(conflict)); // somebody adopted the user meanwhile
  }

  /** Whoever sees some users only makes users whom it sees. */
  private static Set<UUID> groups(Dataroom room) {
    return room.groups() == null ? Set.of() : room.groups();
  }

  private Uni<User> adopted(Actor actor, UUID tenant, User user, String login) {
    return ledger
        .read(tenant, () -> rows.ofKind(tenant, user.id(), CredentialKind.LDAP))
        .chain(
            there ->
                there.isEmpty()
                    ? bind(actor, tenant, Dataroom.ALL, user.id(), login).replaceWith(user)
                    : Uni.createFrom().item(user));
  }

  private Uni<Binding> find(UUID tenant, String login) {
    Member.text("login", login, LONGEST_LOGIN);
    return ask(tenant, directory -> directory.find(login));
  }

  private Uni<Credential> bound(TenantKeys keys, UUID user, Binding binding) {
    return added(keys, user, binding.toSecret(), binding.externalId());
  }

  /** Adds the credential within a transaction. */
  private Uni<Credential> added(
      TenantKeys keys, UUID user, Secret binding, @Nullable String externalId) {
    var id = ids.next();
    var secret = keys.seal(Candidate.SECRET, id, binding);
    return policies
        .covering(keys.tenant(), CredentialKind.LDAP)
        .map(all -> CredentialPolicy.defaultOf(CredentialKind.LDAP, all).id())
        .chain(
            policy ->
                rows.add(
                    keys.tenant(),
                    new NewCredential(
                        id,
                        user,
                        policy,
                        CredentialKind.LDAP,
                        externalId,
                        "Directory",
                        CredentialState.ACTIVE,
                        Validity.ALWAYS,
                        -1,
                        secret)));
  }

  private <T> Uni<T> ask(UUID tenant, java.util.function.Function<LdapDirectory, T> question) {
    return open.ask(tenant, question)
        .onFailure(DirectoryFailure.class)
        .transform(failure -> refusal(failure));
  }

  private static Refusal refusal(DirectoryFailure failure) {
    return new Refusal(failure.reason(), String.valueOf(failure.getMessage()));
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
  }

  private static Changed<Credential> changed(Credential credential) {
    return Changed.ofUser(credential, "credential", credential.id(), credential.userId())
        .detailed(credential.kind() + " " + credential.externalId());
  }
}
