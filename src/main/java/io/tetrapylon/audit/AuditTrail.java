package io.tetrapylon.audit;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the trail, newest first. */
@ApplicationScoped
public class AuditTrail {
  private final Ledger ledger;

  AuditTrail(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What to look for; null means any.
   *
   * @param userId the user concerned
   * @param action an action, or the beginning of one before a dot
   * @param from not before
   * @param to before
   */
  public record Filter(
      @Nullable UUID userId,
      @Nullable String action,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * One page of the trail.
   *
   * @param before the id that the last page ended with, or null for the newest
   * @param limit 1 to 1000
   */
  public Uni<Page<AuditEvent>> list(UUID tenant, Filter filter, @Nullable UUID before, int limit) {
    var where = new StringBuilder("tenantId = :tenant");
    var parameters = new HashMap<String, Object>();
    parameters.put("tenant", tenant);
    narrow(where, parameters, "id < :before", "before", before);
    narrow(where, parameters, "userId = :user", "user", filter.userId());
    narrow(where, parameters, "action = :action", "action", filter.action());
    narrow(where, parameters, "at >= :from", "from", filter.from());
    narrow(where, parameters, "at < :to", "to", filter.to());
    return ledger.read(
        tenant,
        () ->
            AuditEntity.<AuditEntity>find(where + " order by id desc", parameters)
                .range(0, limit)
                .list()
                .map(found -> page(found, limit)));
  }

  private static void narrow(
      StringBuilder where,
      HashMap<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      where.append(" and ").append(condition);
      parameters.put(name, value);
    }
  }

  private static Page<AuditEvent> page(List<AuditEntity> found, int limit) {
    var events = new ArrayList<AuditEvent>();
    found.stream().limit(limit).forEach(entity -> events.add(entity.toRow().event()));
    boolean more = found.size() > limit;
    return new Page<>(events, more ? events.get(limit - 1).id().toString() : null);
  }
}
