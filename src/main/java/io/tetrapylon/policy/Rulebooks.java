package io.tetrapylon.policy;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rulebooks of tenants, kept in memory and never older than what the caller has read.
 *
 * <p>The statement that opens an attempt reads the tenant's current version; a book of that version
 * or a later one is used, an older one is read again. So a change counts from the moment that it is
 * committed, on every node, and costs one visit to the database per node.
 */
@ApplicationScoped
public class Rulebooks {
  /** One statement, so that the version and the rules are of one snapshot. */
  private static final String READ =
      """
      SELECT t.rulebook_version, t.token_failure_limit, t.password_failure_limit, t.licence_expires,
             (SELECT row_to_json(p) FROM push_rules p WHERE p.tenant_id = t.id) AS push,
             (SELECT json_agg(json_build_object('id', r.id, 'name', r.name, 'plain', r.plain_approval,
                              'policies', (SELECT json_agg(ar.policy_id) FROM access_policy_resource ar
                                            WHERE ar.tenant_id = r.tenant_id AND ar.resource_id = r.id)))
                FROM resource r WHERE r.tenant_id = t.id) AS resources,
             (SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'enabled', a.enabled, 'methods', a.methods,
                              'days', a.schedule_days, 'from', a.schedule_from, 'to', a.schedule_to, 'zone', a.schedule_zone,
                              'groups', (SELECT json_agg(ag.group_id) FROM access_policy_group ag
                                          WHERE ag.tenant_id = a.tenant_id AND ag.policy_id = a.id),
                              'cidrs', (SELECT json_agg(cidr)
                                          FROM access_policy_network an
                                          JOIN network n ON n.tenant_id = an.tenant_id AND n.id = an.network_id
                                         CROSS JOIN unnest(n.cidrs) AS cidr
                                         WHERE an.tenant_id = a.tenant_id AND an.policy_id = a.id))
                              ORDER BY a.position, a.id)
                FROM access_policy a WHERE a.tenant_id = t.id) AS policies,
             (SELECT json_agg(json_build_object('id', c.id, 'code', c.code, 'kind', c.kind, 'limit', c.failure_limit, 'time', c.time_window,
                              'counter', c.counter_window))
                FROM credential_policy c WHERE c.tenant_id = t.id) AS credential_rules
        FROM tenant t WHERE t.id = $1
      """;

  private final Pool pool;
  private final Map<UUID, Rulebook> books = new ConcurrentHashMap<>();

  Rulebooks(Pool pool) {
    this.pool = pool;
  }

  /**
   * The tenant's book, of that version or a later one; {@code OBJECT_UNKNOWN} when there is no such
   * tenant.
   */
  public Uni<Rulebook> of(UUID tenant, long atLeastVersion) {
    var held = books.get(tenant);
    return held != null && held.version() >= atLeastVersion
        ? Uni.createFrom().item(held)
        : latest(tenant);
  }

  /** The tenant's book as it stands now in the database. */
  public Uni<Rulebook> latest(UUID tenant) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(tenant))
        .map(Rulebooks::first)
        .invoke(
            book ->
                books.merge(
                    tenant, book, (one, other) -> one.version() > other.version() ? one : other));
  }

  private static Rulebook first(RowSet<Row> rows) {
    var each = rows.iterator();
    if (!each.hasNext()) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such tenant.");
    }
    return compile(each.next());
  }

  private static Rulebook compile(Row row) {
    return new Rulebook(
        row.getLong("rulebook_version"),
        new Rulebook.Limits(
            row.getInteger("token_failure_limit"), row.getInteger("password_failure_limit")),
        PushRules.read(row.get(JsonObject.class, "push")),
        row.getLocalDate("licence_expires"),
        resources(array(row, "resources"), array(row, "policies")),
        credentialRules(array(row, "credential_rules")));
  }

  private static Map<Long, Rulebook.ResourceRules> resources(
      JsonArray resources, JsonArray policies) {
    var compiled = StoredPolicies.read(policies);
    var byId = new HashMap<Long, Rulebook.ResourceRules>();
    for (var each : resources) {
      var resource = (JsonObject) each;
      var ids = policyIds(resource);
      var mine = compiled.stream().filter(p -> ids.contains(p.id())).toList();
      long id = resource.getLong("id");
      byId.put(
          id,
          Rulebook.ResourceRules.of(
              id, resource.getString("name"), resource.getBoolean("plain"), mine));
    }
    return byId;
  }

  private static Set<UUID> policyIds(JsonObject resource) {
    var ids = new HashSet<UUID>();
    var given = resource.getJsonArray("policies"); // null for none: an aggregate of no row
    if (given != null) {
      given.forEach(id -> ids.add(UUID.fromString((String) id)));
    }
    return ids;
  }

  private static Map<UUID, Rulebook.CredentialRules> credentialRules(JsonArray rows) {
    var byId = new HashMap<UUID, Rulebook.CredentialRules>();
    for (var each : rows) {
      var row = (JsonObject) each;
      byId.put(
          UUID.fromString(row.getString("id")),
          new Rulebook.CredentialRules(
              row.getString("code"),
              CredentialKind.valueOf(row.getString("kind")),
              row.getInteger("limit"),
              row.getInteger("time"),
              row.getInteger("counter")));
    }
    return byId;
  }

  private static JsonArray array(Row row, String column) {
    @Nullable JsonArray found = row.get(JsonArray.class, column);
    return found == null ? new JsonArray() : found;
  }
}
