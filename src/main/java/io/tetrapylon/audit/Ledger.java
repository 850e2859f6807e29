package io.tetrapylon.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The only way into a management transaction: it sets the tenant for row-level security, and a
 * change is not to be had without the audit row that tells it.
 */
@ApplicationScoped
public class Ledger {
  private static final String ENTER =
      "select set_config('role', 'tetrapylon_tenant', true), set_config('app.tenant', :tenant, true)";

  private final DataKeys dataKeys;
  private final AuditWriter audit;

  Ledger(DataKeys dataKeys, AuditWriter audit) {
    this.dataKeys = dataKeys;
    this.audit = audit;
  }

  /**
   * What a change did, for its audit row.
   *
   * @param value what the caller gets back
   * @param subjectKind the kind of thing changed
   * @param subject which one
   * @param userId the user concerned, if one
   * @param detail what changed; never a secret
   */
  public record Changed<T>(
      T value, String subjectKind, String subject, @Nullable UUID userId, @Nullable String detail) {
    /** A change that needs no more than its subject. */
    public static <T> Changed<T> of(T value, String subjectKind, Object subject) {
      return new Changed<>(value, subjectKind, subject.toString(), null, null);
    }

    /** A change that gives nothing back, such as a deletion. */
    public static Changed<Void> nothing(String subjectKind, Object subject) {
      return nothing(subjectKind, subject, null);
    }

    /** The same, where it concerns a user. */
    @SuppressWarnings("NullAway") // a Uni<Void> has no other item
    public static Changed<Void> nothing(String subjectKind, Object subject, @Nullable UUID userId) {
      return new Changed<>(null, subjectKind, subject.toString(), userId, null);
    }

    /** A change that concerns a user. */
    public static <T> Changed<T> ofUser(T value, String subjectKind, Object subject, UUID userId) {
      return new Changed<>(value, subjectKind, subject.toString(), userId, null);
    }

    /** The same, giving something else back. */
    public <R> Changed<R> with(R other) {
      return new Changed<>(other, subjectKind, subject, userId, detail);
    }

    /** The same with a word on what changed. */
    public Changed<T> detailed(String words) {
      return new Changed<>(value, subjectKind, subject, userId, words);
    }
  }

  /** Reads in a transaction in which no other tenant's row is visible. */
  public <T> Uni<T> read(UUID tenant, Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> entered(tenant, session -> work.get()));
  }

  /**
   * Changes something, and records who did what in the same transaction. Fails with {@code
   * VERSION_STALE} or {@code CONFLICT} when the store refuses it, see {@link Conflicts}.
   */
  public <T> Uni<T> change(
      Actor actor, UUID tenant, String action, Supplier<Uni<Changed<T>>> work) {
    return change(actor, tenant, action, keys -> work.get());
  }

  /** The same for work that seals something or makes a MAC. */
  public <T> Uni<T> change(
      Actor actor, UUID tenant, String action, Function<TenantKeys, Uni<Changed<T>>> work) {
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                Panache.withTransaction(
                    () ->
                        entered(
                            tenant,
                            session -> changed(session, actor, tenant, action, keys, work))))
        .onFailure()
        .transform(Conflicts::translate);
  }

  private <T> Uni<T> changed(
      Mutiny.Session session,
      Actor actor,
      UUID tenant,
      String action,
      TenantKeys keys,
      Function<TenantKeys, Uni<Changed<T>>> work) {
    return work.apply(keys)
        .call(
            done ->
                session.persist(
                    AuditEntity.of(AuditRow.of(event(actor, tenant, action, done), keys))))
        .map(Changed::value);
  }

  private <T> Uni<T> entered(UUID tenant, Function<Mutiny.Session, Uni<T>> work) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ENTER)
                    .setParameter("tenant", tenant.toString())
                    .getSingleResult()
                    .chain(ignored -> work.apply(session)));
  }

  private AuditEvent event(Actor actor, UUID tenant, String action, Changed<?> done) {
    return audit
        .changed(actor, tenant, action, done.subjectKind(), done.subject())
        .concerning(done.userId(), done.detail());
  }
}
