package io.tetrapylon.audit;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * A few connections beside the pool's, on which statements follow each other without waiting for
 * answers: several then share one packet and one turn of the server's process. For short SELECTs
 * only, since whatever is sent first is answered first; commits would wait for each other's flush.
 *
 * <p>It makes the pool as well, because here alone the settings of its connections are to be had:
 * both begin their sessions with the same role, limits and plans.
 */
@Singleton
public class PipelinedReads implements PgPoolCreator {
  private static final int CONNECTIONS = 4;
  private static final int IN_FLIGHT = 64;

  /**
   * How long a statement may be that is prepared once a connection; the client's own limit is 2048
   * characters, and what is longer would be parsed and planned each time.
   */
  public static final int LONGEST_PREPARED_ONCE = 16 * 1024;

  private @Nullable SqlClient client;

  @Override
  public Pool create(Input input) {
    client = SqlClient.newInstance(pipelined(input));
    return PgBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(input.pgConnectOptionsList().stream().map(PipelinedReads::preparing).toList())
        .using(input.vertx())
        .build();
  }

  private static io.vertx.sqlclient.SqlClient pipelined(Input input) {
    var options = new PoolOptions(input.poolOptions()).setMaxSize(CONNECTIONS);
    return PgBuilder.client()
        .with(options)
        .connectingTo(
            input.pgConnectOptionsList().stream().map(PipelinedReads::pipelining).toList())
        .using(input.vertx())
        .build();
  }

  private static SqlConnectOptions preparing(PgConnectOptions options) {
    return new PgConnectOptions(options).setPreparedStatementCacheSqlLimit(LONGEST_PREPARED_ONCE);
  }

  private static SqlConnectOptions pipelining(PgConnectOptions options) {
    return new PgConnectOptions(options)
        .setPipeliningLimit(IN_FLIGHT)
        .setPreparedStatementCacheSqlLimit(LONGEST_PREPARED_ONCE);
  }

  /**
   * The client.
   *
   * @throws IllegalStateException before the pool was made
   */
  public SqlClient client() {
    if (client == null) {
      throw new IllegalStateException("the pool was not made yet");
    }
    return client;
  }
}
