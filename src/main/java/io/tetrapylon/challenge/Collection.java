package io.tetrapylon.challenge;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.user.UserTraces;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The moment in which an approval becomes an authorisation: one guarded statement, whose row alone
 * answers. It also remembers the network as one that the user succeeded from.
 */
@ApplicationScoped
class Collection {
  private static final String COLLECT =
      """
      WITH consumed AS (
        UPDATE challenge c SET collected_at = now()
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{challenge}::uuid AND c.caller_id = #{caller}::uuid
           AND c.resource_id = #{resource}::bigint AND c.kind = 'PUSH' AND c.state = 'APPROVED'
           AND c.collected_at IS NULL AND c.expires_at > now() - interval '60 seconds'
           AND EXISTS (SELECT FROM app_user u WHERE u.tenant_id = c.tenant_id AND u.id = c.user_id
                          AND u.status = 'ACTIVE' AND NOT u.overallocated)
        RETURNING c.user_id, c.network),
      """;

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> collect;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  Collection(Pool injected, DataKeys dataKeys, Ids ids, Clock clock) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    this.collect =
        SqlTemplate.forQuery(
            pool,
            COLLECT
                + UserTraces.REMEMBER_CONSUMED
                + AuditInsert.choosing(
                    "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END"));
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether this call was the one that got it. */
  Uni<Boolean> collect(Owner owner, Progress progress) {
    return dataKeys
        .of(owner.tenant())
        .chain(
            keys -> {
              var event = event(owner, progress);
              var parameters =
                  new HashMap<>(
                      AuditInsert.parameters(
                          keys,
                          List.of(
                              event,
                              event.ended(Outcome.REFUSED, Reason.TRANSACTION_SETTLED.name()))));
              parameters.put("tenant", owner.tenant());
              parameters.put("challenge", progress.id());
              parameters.put("caller", owner.callerId());
              parameters.put("resource", owner.resourceId());
              return collect.execute(parameters);
            })
        .map(rows -> rows.iterator().next().getString("reason") == null);
  }

  private AuditEvent event(Owner owner, Progress progress) {
    return new AuditEvent(
        owner.tenant(),
        ids.next(),
        Micros.now(clock),
        "authenticate.push",
        Outcome.GRANTED,
        null,
        owner.actor(),
        "transaction",
        progress.id().toString(),
        progress.userId(),
        Owner.resource(owner.resourceId()),
        null,
        null);
  }
}
