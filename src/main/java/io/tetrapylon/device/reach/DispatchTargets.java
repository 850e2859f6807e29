package io.tetrapylon.device.reach;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where users are reached: targets of UAF credentials, and those of our own phones. What the
 * latter's address is says the phone itself.
 */
@ApplicationScoped
public class DispatchTargets {
  private static final String KIND = "dispatch target";

  private final Ledger ledger;
  private final TargetRows rows;
  private final DataKeys dataKeys;
  private final Clock clock;

  DispatchTargets(Ledger ledger, TargetRows rows, DataKeys dataKeys, Clock clock) {
    this.ledger = ledger;
    this.rows = rows;
    this.dataKeys = dataKeys;
    this.clock = clock;
  }

  /** A user's targets in the order in which they were made. */
  public Uni<List<DispatchTarget>> list(UUID tenant, UUID user) {
    return ledger.read(tenant, () -> rows.ofUser(tenant, user)).chain(rows::views);
  }

  /** One of a user's targets, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<DispatchTarget> get(UUID tenant, UUID user, String externalId) {
    return ledger.read(tenant, () -> rows.get(tenant, user, externalId)).chain(rows::view);
  }

  /** What of a target's new settings another target of the user has. */
  public Uni<Set<Taken>> taken(UUID tenant, UUID user, UUID target, TargetSettings settings) {
    return ledger.read(tenant, () -> new TakenNames(tenant, user).of(target, settings));
  }

  /**
   * Changes a target. Refuses names that are taken with {@code CONFLICT}, a version that is not
   * current with {@code VERSION_STALE}, and another address of a phone of ours with {@code
   * MEMBER_INVALID}.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes the new settings of the present ones
   */
  public Uni<DispatchTarget> change(
      Actor actor,
      UUID tenant,
      UUID user,
      String externalId,
      @Nullable Long seen,
      UnaryOperator<TargetSettings> edit) {
    return get(tenant, user, externalId)
        .chain(
            now -> {
              Versions.requireSeen(now.version(), seen);
              var settings = checked(now, edit.apply(now.settings()));
              return dataKeys.of(tenant).chain(keys -> write(actor, keys, now, settings));
            });
  }

  private static TargetSettings checked(DispatchTarget now, TargetSettings settings) {
    Member.check(
        now.phoneId() == null || settings.given().equals(GivenTarget.NOTHING),
        "target",
        "a phone says itself where it is reached.");
    return settings;
  }

  private Uni<DispatchTarget> write(
      Actor actor, TenantKeys keys, DispatchTarget now, TargetSettings settings) {
    var tenant = keys.tenant();
    return ledger
        .change(
            actor,
            tenant,
            "dispatch-target.change",
            () ->
                rows.locked(tenant, now.userId(), now.externalId())
                    .invoke(found -> Versions.require(found.row().version, now.version()))
                    .invoke(found -> found.row().take(settings, keys, Micros.now(clock)))
                    .call(found -> found.row().flush())
                    .map(found -> changed(found, found.row())))
        .chain(rows::view);
  }

  /**
   * Removes a target; credentials that were reached there are reached nowhere.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Void> remove(
      Actor actor, UUID tenant, UUID user, String externalId, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "dispatch-target.remove",
            () ->
                rows.locked(tenant, user, externalId)
                    .map(TargetRows.Found::row)
                    .invoke(row -> Versions.requireSeen(row.version, seen))
                    .call(row -> row.delete().chain(() -> row.flush()))
                    .map(row -> changed(row.id, row)))
        .replaceWithVoid();
  }

  private static <T> Changed<T> changed(T value, TargetEntity row) {
    return Changed.ofUser(value, KIND, row.id, row.userId).detailed(row.externalId);
  }
}
