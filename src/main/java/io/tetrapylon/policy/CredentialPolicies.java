package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The credential policies of a tenant. One of each kind is its default, and stays so until another
 * one is made the default.
 */
@ApplicationScoped
public class CredentialPolicies {
  private static final String KIND = "credential policy";
  private static final Rows<CredentialPolicyEntity> ROWS =
      new Rows<>(CredentialPolicyEntity.class, KIND);
  private static final String YIELD_DEFAULT =
      """
      update versioned CredentialPolicyEntity set isDefault = false
       where tenantId = ?1 and kind = ?2 and isDefault and id <> ?3
      """;

  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  CredentialPolicies(Ledger ledger, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Credential policies in the order in which they were made.
   *
   * @param after the continuation of the page before, or null
   * @param limit 1 or more
   */
  public Uni<Page<CredentialPolicy>> list(UUID tenant, @Nullable UUID after, int limit) {
    return ledger.read(tenant, () -> ROWS.page(tenant, after, limit, CredentialPolicyEntity::view));
  }

  /** One credential policy, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<CredentialPolicy> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> ROWS.find(tenant, id).map(CredentialPolicyEntity::view));
  }

  /** The credential policy of that code, or null. */
  public Uni<@Nullable CredentialPolicy> find(UUID tenant, String code) {
    return ledger.read(
        tenant,
        () ->
            CredentialPolicyEntity.<CredentialPolicyEntity>find(
                    "tenantId = ?1 and code = ?2", tenant, code)
                .firstResult()
                .map(row -> row == null ? null : row.view()));
  }

  /** All of a tenant, within a transaction; oldest first. */
  public Uni<List<CredentialPolicy>> all(UUID tenant) {
    return CredentialPolicyEntity.<CredentialPolicyEntity>list("tenantId = ?1 order by id", tenant)
        .map(rows -> rows.stream().map(CredentialPolicyEntity::view).toList());
  }

  /** All that may stand over a credential of that kind, within a transaction; oldest first. */
  public Uni<List<CredentialPolicy>> covering(UUID tenant, CredentialKind kind) {
    return CredentialPolicyEntity.<CredentialPolicyEntity>list(
            "tenantId = ?1 and kind in (?2, ?3) order by id", tenant, kind, CredentialKind.GENERIC)
        .map(rows -> rows.stream().map(CredentialPolicyEntity::view).toList());
  }

  /** Adds a credential policy; refuses a code or external id that is taken with CONFLICT. */
  public Uni<CredentialPolicy> create(Actor actor, UUID tenant, CredentialPolicySettings settings) {
    return ledger.change(
        actor,
        tenant,
        "credential-policy.create",
        () -> {
          var row = made(tenant);
          return yieldDefault(row, settings)
              .chain(() -> ROWS.add(row.set(settings)))
              .call(Panache::flush)
              .map(this::changed);
        });
  }

  /**
   * Changes a credential policy, all but its kind.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes the new settings of the present ones
   */
  public Uni<CredentialPolicy> change(
      Actor actor,
      UUID tenant,
      UUID id,
      @Nullable Long seen,
      UnaryOperator<CredentialPolicySettings> edit) {
    return ledger.change(
        actor,
        tenant,
        "credential-policy.change",
        () ->
            ROWS.find(tenant, id, seen)
                .call(row -> set(row, checked(row.settings(), edit)))
                .call(Panache::flush)
                .map(this::changed));
  }

  /** Removes a credential policy; one in use, or a default, is refused with {@code CONFLICT}. */
  public Uni<Void> delete(Actor actor, UUID tenant, UUID id, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "credential-policy.delete",
            () ->
                ROWS.remove(tenant, id, seen)
                    .invoke(CredentialPolicies::refuseDefault)
                    .map(this::changed))
        .replaceWithVoid();
  }

  private static CredentialPolicySettings checked(
      CredentialPolicySettings before, UnaryOperator<CredentialPolicySettings> edit) {
    var after = edit.apply(before);
    Member.check(after.kind() == before.kind(), "kind", "a policy keeps its kind.");
    Member.check(
        after.isDefault() || !before.isDefault(),
        "isDefault",
        "make another policy of the kind the default instead.");
    return after;
  }

  private static void refuseDefault(CredentialPolicyEntity row) {
    if (row.isDefault) {
      throw new Refusal(
          Reason.CONFLICT,
          "The default of its kind is not deleted: make another policy the default first.");
    }
  }

  private static Uni<CredentialPolicyEntity> set(
      CredentialPolicyEntity row, CredentialPolicySettings settings) {
    return yieldDefault(row, settings).replaceWith(() -> row.set(settings));
  }

  /** Where this row becomes the default the others cease to be it first: two are never stored. */
  private static Uni<Integer> yieldDefault(
      CredentialPolicyEntity row, CredentialPolicySettings settings) {
    return settings.isDefault()
        ? Panache.getSession()
            .chain(
                session ->
                    session
                        .createMutationQuery(YIELD_DEFAULT)
                        .setParameter(1, row.tenantId)
                        .setParameter(2, settings.kind())
                        .setParameter(3, row.id)
                        .executeUpdate())
        : Uni.createFrom().item(0);
  }

  private CredentialPolicyEntity made(UUID tenant) {
    var row = new CredentialPolicyEntity();
    row.tenantId = tenant;
    row.id = ids.next();
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return row;
  }

  private Changed<CredentialPolicy> changed(CredentialPolicyEntity row) {
    return Changed.of(row.view(), KIND, row.id).detailed(row.code + " " + row.kind);
  }
}
