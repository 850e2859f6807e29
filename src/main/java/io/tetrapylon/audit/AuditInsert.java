package io.tetrapylon.audit;

import io.tetrapylon.keys.TenantKeys;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit row as a fragment of a hot statement.
 *
 * <p>The statement does not know its outcome when it is sent, so it is given one finished row for
 * each possible one, MAC included, and inserts the one that happened. Everything but outcome,
 * reason and MAC is the same in all.
 */
public final class AuditInsert {
  private AuditInsert() {}

  /**
   * An {@code INSERT} that adds the candidate whose number (from 1) the expression yields, and
   * nothing when it yields null. Its parameters are named {@code audit_*}; it returns the reason of
   * the row.
   */
  public static String choosing(String expression) {
    // OFFSET 0, because the planner would else copy the expression to each place where n stands.
    return """
        INSERT INTO audit_event (tenant_id, id, at, action, outcome, reason, actor_kind, actor, subject_kind, subject,
               user_id, resource_id, origin, request_id, detail, key_version, mac)
        SELECT #{audit_tenant}::uuid, #{audit_id}::uuid, #{audit_at}::timestamptz, #{audit_action}::text, (#{audit_outcomes}::text[])[n],
               (#{audit_reasons}::text[])[n], #{audit_actor_kind}::text, #{audit_actor}::text, #{audit_subject_kind}::text, #{audit_subject}::text,
               #{audit_user}::uuid, #{audit_resource}::bigint, #{audit_origin}::text, #{audit_request}::text, #{audit_detail}::text, #{audit_key_version}::int,
               (#{audit_macs}::bytea[])[n]
          FROM (SELECT %s AS n OFFSET 0) AS picked
         WHERE n IS NOT NULL
        RETURNING reason
        """
        .formatted(expression);
  }

  /**
   * The same, returning more beside the reason.
   *
   * @param also expressions over earlier CTEs, each with its name
   */
  public static String choosing(String expression, String also) {
    return choosing(expression).stripTrailing() + ", " + also;
  }

  /**
   * The parameters of {@link #choosing(String)}; the candidates differ in outcome and reason only.
   */
  public static Map<String, Object> parameters(TenantKeys keys, List<AuditEvent> candidates) {
    var rows = candidates.stream().map(event -> AuditRow.of(event, keys)).toList();
    var first = rows.get(0);
    var parameters = common(first);
    parameters.put(
        "audit_outcomes",
        rows.stream().map(r -> r.event().outcome().name()).toArray(String[]::new));
    parameters.put(
        "audit_reasons", rows.stream().map(r -> r.event().reason()).toArray(String[]::new));
    parameters.put(
        "audit_macs",
        rows.stream()
            .map(r -> io.vertx.core.buffer.Buffer.buffer(r.mac()))
            .toArray(io.vertx.core.buffer.Buffer[]::new));
    return parameters;
  }

  private static Map<String, Object> common(AuditRow row) {
    var event = row.event();
    var parameters = new HashMap<String, Object>(48);
    parameters.put("audit_tenant", event.tenantId());
    parameters.put("audit_id", event.id());
    parameters.put("audit_at", event.at().atOffset(ZoneOffset.UTC));
    parameters.put("audit_action", event.action());
    parameters.put("audit_actor_kind", event.actor().kind());
    parameters.put("audit_actor", event.actor().name());
    parameters.put("audit_subject_kind", event.subjectKind());
    parameters.put("audit_subject", event.subject());
    parameters.put("audit_user", event.userId());
    parameters.put("audit_resource", event.resourceId());
    parameters.put("audit_origin", event.origin());
    parameters.put("audit_request", event.actor().requestId());
    parameters.put("audit_detail", event.detail());
    parameters.put("audit_key_version", row.keyVersion());
    return parameters;
  }
}
