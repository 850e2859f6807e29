package io.tetrapylon.credential;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.policy.CredentialKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows themselves, for the kinds of credential, within a transaction of the {@link
 * io.tetrapylon.audit.Ledger}.
 */
@ApplicationScoped
public class CredentialRows {
  private static final String USER =
      "select 1 from app_user where tenant_id = :tenant and id = :user";

  private static final String UNDER =
      """
      select id from CredentialEntity
       where tenantId = :tenant and userId = :user and kind = :kind and policyId = :policy order by id
      """;
  private static final String RESYNCHRONISE =
      """
      UPDATE credential SET moving_factor = :factor, drift = :drift, modified_at = :now, version = version + 1
       WHERE tenant_id = :tenant AND id = :id AND moving_factor < :factor AND state IN ('ACTIVE', 'LOCKED')
      """;

  private final Clock clock;

  CredentialRows(Clock clock) {
    this.clock = clock;
  }

  /** A credential and its secret, sealed as it is stored. */
  public record Sealed(Credential credential, byte @Nullable [] secret) {}

  /**
   * What a credential is called and when it is good.
   *
   * @param label what its owner knows it by
   * @param policyId the credential policy that it is under
   * @param validity from when until when it opens anything
   */
  public record Description(String label, UUID policyId, Validity validity) {}

  /** Adds a row; an external id that is taken is refused with {@code CONFLICT}. */
  public Uni<Credential> add(UUID tenant, NewCredential made) {
    var row = CredentialEntity.of(tenant, made, now());
    return requireUser(tenant, made.userId())
        .chain(Panache::getSession)
        .chain(session -> session.persist(row))
        .call(Panache::flush)
        .replaceWith(row::view);
  }

  /** A user's credential with its secret, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Sealed> sealed(UUID tenant, UUID user, UUID id) {
    return find(tenant, user, id, LockModeType.NONE)
        .map(row -> new Sealed(row.view(), row.sealedSecret));
  }

  /** A credential, whoever's it is, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Credential> byId(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.find(CredentialEntity.class, new TenantScoped(tenant, id)))
        .onItem()
        .ifNull()
        .failWith(CredentialRows::unknown)
        .map(CredentialEntity::view);
  }

  /** A user's credentials of one kind, in the order in which they were made. */
  public Uni<List<Credential>> ofKind(UUID tenant, UUID user, CredentialKind kind) {
    return CredentialEntity.<CredentialEntity>list(
            "tenantId = ?1 and userId = ?2 and kind = ?3 order by id", tenant, user, kind)
        .map(rows -> rows.stream().map(CredentialEntity::view).toList());
  }

  /** The secrets of a user's credentials of one kind, sealed as they are stored, by their ids. */
  public Uni<Map<UUID, byte[]>> sealedSecrets(UUID tenant, UUID user, CredentialKind kind) {
    return CredentialEntity.<CredentialEntity>list(
            "tenantId = ?1 and userId = ?2 and kind = ?3 and sealedSecret is not null",
            tenant,
            user,
            kind)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(row -> row.id, row -> requireNonNull(row.sealedSecret))));
  }

  /** What these users have that is not archived, in the order in which it was made. */
  public Uni<List<Credential>> ofUsers(UUID tenant, Collection<UUID> users) {
    return users.isEmpty()
        ? Uni.createFrom().item(List.of())
        : CredentialEntity.<CredentialEntity>list(
                "tenantId = ?1 and userId in ?2 and state <> ?3 order by id",
                tenant,
                List.copyOf(users),
                CredentialState.ARCHIVED)
            .map(rows -> rows.stream().map(CredentialEntity::view).toList());
  }

  /**
   * The same of one user, whose row and credentials are locked until the transaction ends: of many
   * changes of what the user has, one takes place after the other. Refuses a user that is not there
   * with {@code OBJECT_UNKNOWN}.
   */
  public Uni<List<Credential>> locked(UUID tenant, UUID user) {
    return requireUser(tenant, user, " for no key update")
        .chain(() -> lock(tenant, user))
        .map(
            rows ->
                rows.stream()
                    .filter(row -> row.state != CredentialState.ARCHIVED)
                    .map(CredentialEntity::view)
                    .toList());
  }

  /** By id, as the hot statements lock them too. */
  private static Uni<List<CredentialEntity>> lock(UUID tenant, UUID user) {
    return CredentialEntity.<CredentialEntity>find(
            "tenantId = ?1 and userId = ?2 order by id", tenant, user)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Changes what of a credential may be changed, by the steps of its life alone. */
  public Uni<Credential> edit(
      UUID tenant, UUID user, UUID id, UnaryOperator<CredentialSettings> edit) {
    return change(tenant, user, id, null, row -> row.take(edit.apply(row.view().settings())));
  }

  /** Takes every lock and all counted failures; what is disabled stays so. */
  public Uni<Credential> release(UUID tenant, UUID user, UUID id) {
    return change(tenant, user, id, null, CredentialEntity::release);
  }

  /** The user's credential of that kind under that policy, the oldest, or null. */
  public Uni<@Nullable UUID> under(UUID tenant, UUID user, CredentialKind kind, UUID policy) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(UNDER, UUID.class)
                    .setParameter("tenant", tenant)
                    .setParameter("user", user)
                    .setParameter("kind", kind)
                    .setParameter("policy", policy)
                    .setMaxResults(1)
                    .getSingleResultOrNull());
  }

  /** Gives a credential another secret, and takes every lock from it. */
  public Uni<Credential> replaceSecret(UUID tenant, UUID user, UUID id, byte[] sealedSecret) {
    return change(
        tenant,
        user,
        id,
        null,
        row -> {
          row.sealedSecret = sealedSecret;
          row.release();
        });
  }

  /**
   * Changes what has nothing to do with guarding.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Credential> describe(
      UUID tenant, UUID user, UUID id, @Nullable Long seen, UnaryOperator<Description> edit) {
    return change(tenant, user, id, seen, row -> row.describe(edit.apply(row.description())));
  }

  /**
   * Uses up all factors up to this one and takes over the drift, unless the token was used further
   * meanwhile: then it fails with {@code CONFLICT}. It takes no lock.
   */
  public Uni<Integer> resynchronise(UUID tenant, UUID id, long movingFactor, int drift) {
    return Sql.execute(
            RESYNCHRONISE,
            Map.of(
                "tenant", tenant, "id", id, "factor", movingFactor, "drift", drift, "now", now()))
        .invoke(
            count -> {
              if (count == 0) {
                throw new Refusal(
                    Reason.CONFLICT, "The token was used, or put out of use, meanwhile.");
              }
            });
  }

  /** Takes a step in a credential's life; one that its state does not have is refused. */
  public Uni<Credential> step(UUID tenant, UUID user, UUID id, Credentials.Step step) {
    return change(tenant, user, id, null, step.change);
  }

  /** Removes a credential for good. */
  public Uni<Credential> remove(UUID tenant, UUID user, UUID id) {
    return find(tenant, user, id, LockModeType.PESSIMISTIC_WRITE)
        .call(row -> Panache.getSession().chain(session -> session.remove(row)))
        .call(Panache::flush)
        .map(CredentialEntity::view);
  }

  /** Refuses a user that is not there with {@code OBJECT_UNKNOWN}. */
  public Uni<Void> requireUser(UUID tenant, UUID user) {
    return requireUser(tenant, user, "");
  }

  private static Uni<Void> requireUser(UUID tenant, UUID user, String lock) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(USER + lock, Integer.class)
                    .setParameter("tenant", tenant)
                    .setParameter("user", user)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such user."))
        .replaceWithVoid();
  }

  /** Locks the row, compares its version with what the caller saw, changes it and writes it. */
  Uni<Credential> change(
      UUID tenant, UUID user, UUID id, @Nullable Long seen, Consumer<CredentialEntity> change) {
    return find(tenant, user, id, LockModeType.PESSIMISTIC_WRITE)
        .invoke(row -> requireVersion(row, seen))
        .invoke(change)
        .invoke(row -> row.modifiedAt = now())
        .call(Panache::flush)
        .map(CredentialEntity::view);
  }

  static void requireVersion(CredentialEntity row, @Nullable Long seen) {
    Versions.requireSeen(row.version, seen);
  }

  static Uni<CredentialEntity> find(UUID tenant, UUID user, UUID id, LockModeType lock) {
    return Panache.getSession()
        .chain(session -> session.find(CredentialEntity.class, new TenantScoped(tenant, id), lock))
        .map(row -> row == null || !row.userId.equals(user) ? null : row)
        .onItem()
        .ifNull()
        .failWith(CredentialRows::unknown);
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such credential.");
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
