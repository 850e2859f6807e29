package io.tetrapylon.dispatch;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.SealedColumn;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Tenants whose users have phones with targets, and their outbox. */
@ApplicationScoped
public class Phones {
  static final SealedColumn ADDRESS = new SealedColumn("dispatch_target", "id", "sealed_address");

  private final GuardedTenant tenants;
  private final DataKeys dataKeys;
  private final Pool pool;
  private final Ids ids;

  Phones(GuardedTenant tenants, DataKeys dataKeys, Pool pool, Ids ids) {
    this.tenants = tenants;
    this.dataKeys = dataKeys;
    this.pool = pool;
    this.ids = ids;
  }

  /** A tenant that allows these hosts. */
  UUID tenant(String... hosts) {
    var tenant = tenants.tenant();
    run("UPDATE tenant SET allowed_hosts = $2 WHERE id = $1", tenant, hosts);
    return tenant;
  }

  UUID user(UUID tenant) {
    return tenants.user(tenant);
  }

  /** A phone that opens, and is reached so; the id is its target's. */
  UUID target(UUID tenant, UUID user, ChannelKind channel, JsonObject address) {
    var device = device(tenant, user);
    credential(tenant, user, device);
    return target(tenant, user, device, channel, address);
  }

  UUID target(UUID tenant, UUID user, UUID device, ChannelKind channel, JsonObject address) {
    var id = ids.next();
    var keys = dataKeys.of(tenant).await().indefinitely();
    var sealed = Buffer.buffer(keys.seal(ADDRESS, id, Secret.of(address.encode())));
    run(
        """
        INSERT INTO dispatch_target (tenant_id, id, external_id, user_id, device_id, channel, sealed_address, name, active,
               created_at)
        VALUES ($1, $2, $2::uuid::text, $3, $4, $5, $6, 'phone', true, now())""",
        tenant,
        id,
        user,
        device,
        channel.name(),
        sealed);
    return id;
  }

  UUID device(UUID tenant, UUID user) {
    var id = ids.next();
    run(
        """
        INSERT INTO device (tenant_id, id, user_id, external_id, name, platform, signing_algorithm, signing_key, encryption_key,
               created_at)
        VALUES ($1, $2, $3, $2::uuid::text, 'phone', 'test', 'ES256', '', decode(repeat('04', 65), 'hex'), now())""",
        tenant,
        id,
        user);
    return id;
  }

  UUID credential(UUID tenant, UUID user, UUID device) {
    var id = ids.next();
    run(
        """
        INSERT INTO credential_policy (tenant_id, id, external_id, code, kind, is_default, created_at, version)
        VALUES ($1, $2, $2::uuid::text, $2::uuid::text, 'DEVICE', false, now(), 0)""",
        tenant,
        id);
    run(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, created_at, modified_at)
        VALUES ($1, $2, $3, $2, 'DEVICE', $2::uuid::text, 'phone', 'ACTIVE', now(), now())""",
        tenant,
        id,
        user);
    run("INSERT INTO credential_device VALUES ($1, $2, $3)", tenant, id, device);
    return id;
  }

  /** Enqueues as a challenge does; how many rows it made. */
  int enqueue(UUID tenant, UUID user, UUID challenge, Duration life) {
    var parameters = new HashMap<String, Object>(Outbox.parameters(ids));
    parameters.put("tenant", tenant);
    parameters.put("user", user);
    parameters.put("challenge", challenge);
    parameters.put("expires_at", OffsetDateTime.now(ZoneOffset.UTC).plus(life));
    return template("WITH " + Outbox.ENQUEUE + " SELECT count(*) FROM enqueued", parameters)
        .getInteger(0);
  }

  /** Queued, sent and failed. */
  List<Integer> standing(UUID tenant, UUID challenge) {
    var row =
        run(
                """
                SELECT count(*) FILTER (WHERE state = 'QUEUED')::int, count(*) FILTER (WHERE state = 'SENT')::int,
                       count(*) FILTER (WHERE state IN ('FAILED', 'GONE'))::int
                  FROM outbox WHERE tenant_id = $1 AND challenge_id = $2 AND purpose = 'PUSH'""",
                tenant,
                challenge)
            .get(0);
    return List.of(row.getInteger(0), row.getInteger(1), row.getInteger(2));
  }

  Row template(String sql, HashMap<String, Object> parameters) {
    var plain = Pool.newInstance(ClientProxy.unwrap(pool.getDelegate()));
    return SqlTemplate.forQuery(plain, sql)
        .execute(parameters)
        .await()
        .indefinitely()
        .iterator()
        .next();
  }

  UUID newId() {
    return ids.next();
  }

  List<Row> run(String sql, Object... values) {
    var rows = new ArrayList<Row>();
    Uni<?> done =
        pool.preparedQuery(sql)
            .execute(Tuple.from(List.of(values)))
            .invoke(found -> found.forEach(rows::add));
    done.await().indefinitely();
    return rows;
  }
}
