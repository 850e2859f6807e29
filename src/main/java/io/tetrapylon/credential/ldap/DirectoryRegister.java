package io.tetrapylon.credential.ldap;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which directory a tenant has, for its operators. */
@ApplicationScoped
public class DirectoryRegister {
  private static final String KIND = "directory";

  private final Pool pool;
  private final DirectoryRows rows;
  private final AuditWriter audit;
  private final Ids ids;

  DirectoryRegister(Pool pool, DirectoryRows rows, AuditWriter audit, Ids ids) {
    this.pool = pool;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
  }

  /** The tenant's directory, or null. */
  public Uni<@Nullable DirectoryView> find(UUID tenant) {
    return rows.find(pool, tenant);
  }

  /** The tenant's directory; fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<DirectoryView> get(UUID tenant) {
    return find(tenant).onItem().ifNull().failWith(DirectoryRegister::none);
  }

  /**
   * Gives the tenant a directory, or another one. It counts from the next password on.
   *
   * @param password the account's, or null: as it stands
   * @param make the settings with that password
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<DirectoryView> set(
      Actor actor,
      UUID tenant,
      @Nullable Secret password,
      Function<Secret, DirectorySettings> make,
      @Nullable Long seen) {
    return write(
        tenant,
        audit.changed(actor, tenant, "directory.set", KIND, tenant.toString()),
        (tx, keys, before) -> {
          var there = require(before, seen);
          return put(tx, keys, settings(password, make, there), there);
        });
  }

  /** Takes the directory away; fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<Void> remove(Actor actor, UUID tenant, @Nullable Long seen) {
    return write(
        tenant,
        audit.changed(actor, tenant, "directory.remove", KIND, tenant.toString()),
        (tx, keys, before) -> delete(tx, tenant, require(before, seen)));
  }

  /**
   * Who may not read the password may not have it sent to a server of their own either: it stays
   * only while it goes where it went.
   */
  private static DirectorySettings settings(
      @Nullable Secret password,
      Function<Secret, DirectorySettings> make,
      @Nullable DirectoryView before) {
    if (password != null) {
      return make.apply(password);
    }
    if (before == null) {
      throw Member.invalid("bindPassword", "must be given.");
    }
    var after = make.apply(before.settings().bindPassword());
    Member.check(
        after.talksToTheSameAs(before.settings()),
        "bindPassword",
        "must be given anew for other servers, another account or other trust anchors.");
    return after;
  }

  private Uni<DirectoryView> put(
      SqlClient tx, TenantKeys keys, DirectorySettings settings, @Nullable DirectoryView before) {
    var written =
        before == null
            ? rows.insert(tx, keys, ids.next(), settings)
            : rows.update(tx, keys, before, settings);
    return written
        .chain(() -> rows.find(tx, keys.tenant()))
        .onItem()
        .ifNull()
        .failWith(DirectoryRegister::none);
  }

  private Uni<Void> delete(SqlClient tx, UUID tenant, @Nullable DirectoryView there) {
    return there == null ? Uni.createFrom().failure(none()) : rows.delete(tx, tenant, there);
  }

  private interface Change<T> {
    Uni<T> in(SqlClient tx, TenantKeys keys, @Nullable DirectoryView before);
  }

  private <T> Uni<T> write(UUID tenant, AuditEvent event, Change<T> change) {
    return audit.change(
        event, (tx, keys) -> rows.find(tx, tenant).chain(before -> change.in(tx, keys, before)));
  }

  private static @Nullable DirectoryView require(
      @Nullable DirectoryView there, @Nullable Long seen) {
    if (there != null) {
      Versions.requireSeen(there.version(), seen);
    }
    return there;
  }

  private static Refusal none() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "The tenant has no directory.");
  }
}
