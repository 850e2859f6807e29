package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.protocol.DeviceProof;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Which phone is calling, by the proof that it shows. One visit to the database a request. */
@ApplicationScoped
public class Phones {
  private static final String SELECT =
      """
      SELECT t.id AS tenant_id, (d.last_seen_at > now() - interval '1 hour') IS TRUE AS seen, %s
        FROM tenant t JOIN %s ON d.tenant_id = t.id
       WHERE t.code = $1 AND d.id = $2"""
          .formatted(Phone.COLUMNS, "(" + Phone.TABLES + ")");
  private static final String SEE =
      """
      UPDATE device SET last_seen_at = now()
       WHERE tenant_id = $1 AND id = $2 AND (last_seen_at > now() - interval '1 hour') IS NOT TRUE""";

  private final Pool pool;
  private final Clock clock;

  Phones(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * The phone that made this proof for this request, in whatever state it is; else a failure with
   * {@code TOKEN_INVALID}.
   */
  public Uni<CallingPhone> calling(String proof, DeviceProof.Request request) {
    var parsed = DeviceProof.parse(proof);
    return parsed.isEmpty()
        ? Uni.createFrom().failure(Phones::refused)
        : find(parsed.get(), request);
  }

  private Uni<CallingPhone> find(DeviceProof proof, DeviceProof.Request request) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(proof.tenant(), proof.device()))
        .map(Phones::only)
        .chain(
            row -> {
              var caller =
                  new CallingPhone(row.getUUID("tenant_id"), proof.tenant(), Phone.read(row));
              require(proof, caller, request);
              return row.getBoolean("seen") ? Uni.createFrom().item(caller) : see(caller);
            });
  }

  private void require(DeviceProof proof, CallingPhone caller, DeviceProof.Request request) {
    if (proof.flaw(caller.phone().signing(), request, clock.instant()).isPresent()) {
      throw refused();
    }
  }

  private Uni<CallingPhone> see(CallingPhone caller) {
    return pool.preparedQuery(SEE)
        .execute(Tuple.of(caller.tenantId(), caller.phone().id()))
        .replaceWith(caller);
  }

  private static Row only(RowSet<Row> rows) {
    for (var row : rows) {
      return row;
    }
    throw refused();
  }

  private static Refusal refused() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
