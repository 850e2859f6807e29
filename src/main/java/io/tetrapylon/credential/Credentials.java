package io.tetrapylon.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.CredentialPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The credentials of users, of all kinds: what there is, and its life. */
@ApplicationScoped
public class Credentials {
  private static final String KIND = "credential";

  private final Ledger ledger;
  private final CredentialRows rows;
  private final CredentialPolicies policies;
  private final Clock clock;

  Credentials(Ledger ledger, CredentialRows rows, CredentialPolicies policies, Clock clock) {
    this.ledger = ledger;
    this.rows = rows;
    this.policies = policies;
    this.clock = clock;
  }

  /** What an operator can do to a credential of any kind. */
  public enum Step {
    LOCK("lock", row -> row.lock(StateCause.OPERATOR)),
    /** Takes a lock of whatever cause, and all failures counted so far. */
    UNLOCK("unlock", CredentialEntity::unlock),
    DISABLE("disable", CredentialEntity::disable),
    /** Back to where it was before: what was never proven to be had is INITIAL again. */
    ENABLE("enable", CredentialEntity::enable),
    ARCHIVE("archive", CredentialEntity::archive);

    private final String word;
    final Consumer<CredentialEntity> change;

    Step(String word, Consumer<CredentialEntity> change) {
      this.word = word;
      this.change = change;
    }
  }

  /** A user's credentials in the order in which they were made, or {@code OBJECT_UNKNOWN}. */
  public Uni<List<Credential>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant,
        () ->
            rows.requireUser(tenant, user)
                .chain(() -> of(tenant, user, LockModeType.NONE))
                .map(found -> found.stream().map(CredentialEntity::view).toList()));
  }

  /** One of a user's credentials, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Credential> get(UUID tenant, UUID user, UUID id) {
    return ledger.read(
        tenant, () -> rows.sealed(tenant, user, id).map(CredentialRows.Sealed::credential));
  }

  /** The user's credential that other systems call so, or null. */
  public Uni<@Nullable Credential> find(UUID tenant, UUID user, String externalId) {
    return ledger.read(
        tenant,
        () ->
            CredentialEntity.<CredentialEntity>find(
                    "tenantId = ?1 and userId = ?2 and externalId = ?3", tenant, user, externalId)
                .firstResult()
                .map(row -> row == null ? null : row.view()));
  }

  /**
   * Changes a credential of any kind. A state that it cannot get to, and a policy that is not for
   * its kind, are refused with {@code CONFLICT} and {@code MEMBER_INVALID}.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes the new settings of the present ones
   */
  public Uni<Credential> change(
      Actor actor,
      UUID tenant,
      UUID user,
      UUID id,
      @Nullable Long seen,
      UnaryOperator<CredentialSettings> edit) {
    return ledger.change(
        actor,
        tenant,
        "credential.change",
        () ->
            CredentialRows.find(tenant, user, id, LockModeType.PESSIMISTIC_WRITE)
                .map(CredentialEntity::view)
                .chain(now -> checked(tenant, now, edit.apply(now.settings())))
                .chain(to -> rows.change(tenant, user, id, seen, row -> row.take(to)))
                .map(Credentials::changed));
  }

  private Uni<CredentialSettings> checked(UUID tenant, Credential now, CredentialSettings to) {
    if (to.policyId().equals(now.policyId())) {
      return Uni.createFrom().item(to);
    }
    return policies
        .covering(tenant, now.kind())
        .map(all -> all.stream().anyMatch(policy -> policy.id().equals(to.policyId())))
        .invoke(there -> Member.check(there, "policy", "is not one for such credentials."))
        .replaceWith(to);
  }

  /**
   * Takes a step in a credential's life; one that its state does not have is refused with {@code
   * CONFLICT}.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Credential> step(
      Actor actor, UUID tenant, UUID user, UUID id, @Nullable Long seen, Step step) {
    return ledger.change(
        actor,
        tenant,
        "credential." + step.word,
        () -> rows.change(tenant, user, id, seen, step.change).map(Credentials::changed));
  }

  /** Removes a credential for good; its keys are free again. */
  public Uni<Void> delete(Actor actor, UUID tenant, UUID user, UUID id, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "credential.delete",
            () ->
                CredentialRows.find(tenant, user, id, LockModeType.PESSIMISTIC_WRITE)
                    .invoke(row -> CredentialRows.requireVersion(row, seen))
                    .chain(() -> rows.remove(tenant, user, id))
                    .map(Credentials::changed))
        .replaceWithVoid();
  }

  /**
   * Takes every lock and all counted failures from a user's credentials. What is disabled or
   * archived stays so.
   *
   * @return how many had any
   */
  public Uni<Integer> unlockUser(Actor actor, UUID tenant, UUID user) {
    return ledger.change(
        actor,
        tenant,
        "user.unlock",
        () ->
            rows.requireUser(tenant, user)
                .chain(() -> of(tenant, user, LockModeType.PESSIMISTIC_WRITE))
                .map(this::unlocked)
                .call(Panache::flush)
                .map(count -> Changed.ofUser(count, "user", user, user))
                .map(done -> done.detailed(done.value() + " credentials")));
  }

  private int unlocked(List<CredentialEntity> found) {
    var locked = found.stream().filter(CredentialEntity::hasLock).toList();
    locked.forEach(
        row -> {
          row.release();
          row.modifiedAt = clock.instant();
        });
    return locked.size();
  }

  /** By id, as the hot statements lock them too, so that two never wait for each other. */
  private static Uni<List<CredentialEntity>> of(UUID tenant, UUID user, LockModeType lock) {
    return CredentialEntity.<CredentialEntity>find(
            "tenantId = ?1 and userId = ?2 order by id", tenant, user)
        .withLock(lock)
        .list();
  }

  private static Changed<Credential> changed(Credential credential) {
    return Changed.ofUser(credential, KIND, credential.id(), credential.userId())
        .detailed(credential.kind() + " " + credential.externalId());
  }
}
