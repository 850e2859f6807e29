package io.tetrapylon.credential;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Tenants and users for tests on the store. */
@ApplicationScoped
public class GuardedTenant {
  public static final Actor OPERATOR = new Actor("operator", "grace", "request-1");

  private final Tenants tenants;
  private final Pool pool;
  private final Ids ids;

  GuardedTenant(Tenants tenants, Pool pool, Ids ids) {
    this.tenants = tenants;
    this.pool = pool;
    this.ids = ids;
  }

  public UUID tenant() {
    await(tenants::ensureInstallation);
    var code = "T-" + ids.next();
    return await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Acme", 100))).id();
  }

  public UUID user(UUID tenant) {
    var id = ids.next();
    sql(
        """
        INSERT INTO app_user (tenant_id, id, number, username, external_id, status, overallocated, created_at, version)
        VALUES ($1, $2, next_number(), $3, $3, 'ACTIVE', false, now(), 0) RETURNING id""",
        tenant,
        id,
        id.toString());
    return id;
  }

  public UUID group(UUID tenant, String name) {
    var id = ids.next();
    sql(
        """
        INSERT INTO user_group (tenant_id, id, name, created_at, version) VALUES ($1, $2, $3, now(), 0)
        RETURNING id""",
        tenant,
        id,
        name);
    return id;
  }

  public void join(UUID tenant, UUID user, UUID group) {
    sql(
        "INSERT INTO group_member (tenant_id, user_id, group_id) VALUES ($1, $2, $3) RETURNING user_id",
        tenant,
        user,
        group);
  }

  public void resource(UUID tenant, long id, String name) {
    sql(
        """
        INSERT INTO resource (tenant_id, id, name, plain_approval, created_at, version)
        VALUES ($1, $2, $3, false, now(), 0) RETURNING id""",
        tenant,
        id,
        name);
  }

  /** The only row of a statement. */
  public Row sql(String sql, Object... parameters) {
    return pool.preparedQuery(sql).executeAndAwait(Tuple.from(parameters)).iterator().next();
  }

  /** What the work yields, run as a request runs. */
  public <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  /** How the work is refused. */
  public Refusal refusal(Supplier<Uni<?>> work) {
    return Assertions.assertThrows(
        Refusal.class, () -> await(() -> work.get().replaceWith("done")));
  }
}
