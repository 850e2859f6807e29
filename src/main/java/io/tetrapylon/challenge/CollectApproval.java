package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.user.UserTraces;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The moment in which an approval becomes an authorisation: one guarded statement, whose row alone
 * answers. It also remembers the network as one that the user succeeded from.
 */
@ApplicationScoped
class CollectApproval {
  private static final String COLLECT =
      """
      consumed AS (
        UPDATE challenge c SET collected_at = now()
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{challenge}::uuid AND c.caller_id = #{caller}::uuid
           AND c.resource_id = #{resource}::bigint AND c.kind = 'PUSH' AND c.state = 'APPROVED'
           AND c.collected_at IS NULL AND c.expires_at > now() - interval '60 seconds'
           AND EXISTS (SELECT FROM app_user u WHERE u.tenant_id = c.tenant_id AND u.id = c.user_id
                          AND u.status = 'ACTIVE' AND NOT u.overallocated)
        RETURNING c.user_id, c.network)""";

  private final GuardedStatement collect;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  CollectApproval(Pool pool, DataKeys dataKeys, Ids ids, Clock clock) {
    this.collect =
        new GuardedStatement(
            pool,
            GuardedStatement.sql(
                GuardedStatement.whether("consumed"), COLLECT, UserTraces.REMEMBER_CONSUMED));
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
                  GuardedStatement.parameters(
                      keys, event, event.refused(Reason.TRANSACTION_SETTLED));
              parameters.put("challenge", progress.id());
              parameters.put("caller", owner.callerId());
              parameters.put("resource", owner.resourceId());
              return collect.execute(parameters);
            })
        .map(row -> row.getString("reason") == null);
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
