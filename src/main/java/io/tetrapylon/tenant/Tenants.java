package io.tetrapylon.tenant;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tenants: finding, creating, changing. What makes or ends one stands in the trail of {@link
 * #INSTALLATION}, what changes one in its own.
 */
@ApplicationScoped
public class Tenants {
  /**
   * The tenant that stands for the installation itself: its operators make and delete the others.
   */
  public static final UUID INSTALLATION = new UUID(0, 0);

  /** What {@link #INSTALLATION} is called; no other tenant can have a code with a dollar sign. */
  public static final String INSTALLATION_CODE = "$installation";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final SigningKeys signingKeys;
  private final Ledger ledger;
  private final AuditWriter audit;
  private final Ids ids;
  private final Clock clock;
  private final List<TenantStarter> starters;
  private final List<LicenceWatcher> watchers;

  Tenants(
      Pool pool,
      DataKeys dataKeys,
      SigningKeys signingKeys,
      Ledger ledger,
      AuditWriter audit,
      Ids ids,
      Clock clock,
      @All List<TenantStarter> starters,
      @All List<LicenceWatcher> watchers) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.signingKeys = signingKeys;
    this.ledger = ledger;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.starters = starters;
    this.watchers = watchers;
  }

  /**
   * Makes a tenant with its keys and what the features above add to each. Fails with {@code
   * CONFLICT} when the code is taken.
   */
  public Uni<Tenant> create(Actor actor, String code, Tenant.Settings settings) {
    var tenant = fresh(ids.next(), Tenant.checkedCode(code), settings);
    return dataKeys
        .of(INSTALLATION)
        .chain(
            keys ->
                signingKeys
                    .generate()
                    .chain(
                        pair -> pool.withTransaction(tx -> create(tx, actor, keys, pair, tenant))))
        .replaceWith(tenant);
  }

  private Uni<Void> create(
      SqlClient tx, Actor actor, TenantKeys keys, KeyPair pair, Tenant tenant) {
    return insert(tx, pair, tenant)
        .invoke(
            inserted -> {
              if (!inserted) {
                throw new Refusal(Reason.CONFLICT, "There is another tenant with this code.");
              }
            })
        .chain(() -> inTurn(starters, starter -> starter.start(tx, tenant.id())))
        .chain(() -> recorded(tx, keys, actor, "tenant.create", tenant));
  }

  /**
   * Makes {@link #INSTALLATION} where it is missing. Two nodes may do it at once: the second waits
   * for the first and then finds it there.
   */
  public Uni<Void> ensureInstallation() {
    return TenantRows.byId(pool, INSTALLATION)
        .chain(found -> found == null ? makeInstallation() : Uni.createFrom().<Void>nullItem());
  }

  private Uni<Void> makeInstallation() {
    var tenant = fresh(INSTALLATION, INSTALLATION_CODE, Tenant.Settings.of("Installation", 0));
    return signingKeys
        .generate()
        .chain(pair -> pool.withTransaction(tx -> insert(tx, pair, tenant)))
        .replaceWithVoid();
  }

  /** The tenant's row and keys; false and nothing when its code is taken. */
  private Uni<Boolean> insert(SqlClient tx, KeyPair pair, Tenant tenant) {
    return TenantRows.insert(tx, tenant)
        .call(
            inserted ->
                inserted
                    ? dataKeys
                        .create(tx, tenant.id())
                        .chain(keys -> signingKeys.create(tx, keys, pair))
                    : Uni.createFrom().voidItem());
  }

  /** The tenant of a code, or null. */
  public Uni<@Nullable Tenant> find(String code) {
    return TenantRows.byCode(pool, code);
  }

  /** A tenant. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<Tenant> get(UUID id) {
    return TenantRows.byId(pool, id).onItem().ifNull().failWith(Tenants::unknown);
  }

  /**
   * Tenants in order of their ids, without the installation itself.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<Tenant>> list(@Nullable UUID after, int limit) {
    return TenantRows.page(pool, after == null ? INSTALLATION : after, limit + 1)
        .map(found -> Page.of(found, limit, tenant -> tenant.id().toString()));
  }

  /**
   * Changes the settings of that version. Fails with {@code VERSION_STALE} when it has changed
   * since.
   */
  public Uni<Tenant> update(Actor actor, UUID id, long version, Tenant.Settings settings) {
    return ledger.change(
        actor,
        id,
        "tenant.update",
        () ->
            locked(id, version)
                .invoke(entity -> entity.take(settings))
                .call(entity -> entity.flush())
                .call(() -> inTurn(watchers, watcher -> watcher.licenceChanged(id)))
                .map(TenantEntity::snapshot)
                .map(tenant -> Ledger.Changed.of(tenant, "tenant", tenant.code())));
  }

  private static Uni<TenantEntity> locked(UUID id, long version) {
    return TenantEntity.<TenantEntity>findById(id, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(Tenants::unknown)
        .invoke(entity -> Versions.require(entity.version, version));
  }

  /**
   * Deletes a tenant and all that belongs to it but its audit trail, whose MACs cannot be checked
   * afterwards, for its keys are gone. Fails with {@code VERSION_STALE} when it has changed since.
   */
  public Uni<Void> delete(Actor actor, UUID id, long version) {
    if (id.equals(INSTALLATION)) {
      return Uni.createFrom().failure(Tenants::unknown);
    }
    return get(id)
        .chain(
            tenant ->
                dataKeys
                    .of(INSTALLATION)
                    .chain(
                        keys ->
                            pool.withTransaction(tx -> delete(tx, keys, actor, tenant, version))));
  }

  private Uni<Void> delete(
      SqlClient tx, TenantKeys keys, Actor actor, Tenant tenant, long version) {
    return TenantRows.delete(tx, tenant.id(), version)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw new Refusal(Reason.VERSION_STALE);
              }
            })
        .chain(() -> recorded(tx, keys, actor, "tenant.delete", tenant));
  }

  private Uni<Void> recorded(
      SqlClient tx, TenantKeys keys, Actor actor, String action, Tenant tenant) {
    return audit.write(
        tx, keys, audit.changed(actor, INSTALLATION, action, "tenant", tenant.code()));
  }

  private Tenant fresh(UUID id, String code, Tenant.Settings settings) {
    return new Tenant(id, code, settings, Micros.now(clock), 0);
  }

  private static <T> Uni<Void> inTurn(List<T> steps, Function<T, Uni<Void>> each) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (var step : steps) {
      all = all.chain(none -> each.apply(step));
    }
    return all;
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such tenant.");
  }
}
