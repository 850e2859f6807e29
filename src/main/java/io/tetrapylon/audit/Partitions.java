package io.tetrapylon.audit;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Makes the monthly partitions of all features ahead of time, and drops old ones where the feature
 * says so; what finds no partition lands in the default one.
 */
@ApplicationScoped
class Partitions {
  private static final int MONTHS_AHEAD = 3;

  private final Pool pool;
  private final List<PartitionedTable> tables;

  Partitions(Pool pool, @All List<PartitionedTable> tables) {
    this.pool = pool;
    this.tables = tables;
  }

  /**
   * Several nodes may do it at once: one makes a partition, the others find it or fail and come
   * again.
   */
  @Scheduled(every = "12h", identity = "partitions")
  Uni<Void> ensure() {
    return Multi.createFrom()
        .iterable(tables)
        .onItem()
        .transformToUniAndConcatenate(this::ensure)
        .collect()
        .last();
  }

  private Uni<Void> ensure(PartitionedTable table) {
    var made = run("SELECT ensure_partitions('%s', %d)".formatted(table.name(), MONTHS_AHEAD));
    return table.monthsKept() == 0
        ? made
        : made.chain(
            () ->
                run(
                    "SELECT drop_partitions('%s', %d)"
                        .formatted(table.name(), table.monthsKept())));
  }

  private Uni<Void> run(String sql) {
    return pool.query(sql).execute().replaceWithVoid();
  }
}
