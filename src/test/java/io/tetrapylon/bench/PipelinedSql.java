package io.tetrapylon.bench;

import io.tetrapylon.authentication.HotStatements;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The two statements of a valid code through one pipelined connection of this process, for where
 * pgbench is not installed.
 */
final class PipelinedSql {
  private final Gateway gateway;
  private final UUID tenant;
  private long transactions;

  PipelinedSql(Gateway gateway, String tenant) {
    this.gateway = gateway;
    this.tenant = UUID.fromString(tenant);
  }

  /** Opens the connection and closes it. */
  BareSql.Outcome once(int clients) {
    return run(clients, Duration.ZERO);
  }

  BareSql.Outcome run(int clients, Duration duration) {
    var vertx = Vertx.vertx();
    transactions = 0;
    long start = System.nanoTime();
    try {
      PgConnection.connect(vertx, options())
          .compose(connection -> all(connection, clients, start + duration.toNanos()))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return new BareSql.Outcome(transactions, transactions * 1e9 / (System.nanoTime() - start));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private PgConnectOptions options() {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(gateway.storePort())
        .setDatabase("tetrapylon")
        .setUser("tetrapylon")
        .setPassword(gateway.storePassword())
        .setCachePreparedStatements(true)
        .setPipeliningLimit(64)
        .addProperty("role", "tetrapylon_gateway")
        .addProperty("plan_cache_mode", "force_generic_plan")
        .addProperty("enable_seqscan", "off")
        .addProperty("enable_hashjoin", "off")
        .addProperty("enable_mergejoin", "off")
        .addProperty("jit", "off");
  }

  private Future<?> all(PgConnection connection, int clients, long end) {
    var commit = SqlTemplate.forQuery(connection, HotStatements.CONSUME_CODE);
    return Future.all(
        IntStream.range(0, clients)
            .mapToObj(
                client -> {
                  var done = Promise.<Void>promise();
                  next(connection, commit, end, done);
                  return done.future();
                })
            .toList());
  }

  private void next(
      PgConnection connection,
      SqlTemplate<Map<String, Object>, RowSet<Row>> commit,
      long end,
      Promise<Void> done) {
    if (System.nanoTime() - end >= 0) {
      done.complete();
      return;
    }
    int user = BenchTenant.FIRST_BY_CODE + ThreadLocalRandom.current().nextInt(BenchTenant.BY_CODE);
    connection
        .preparedQuery(HotStatements.OPEN)
        .execute(Tuple.of(tenant, Integer.toString(user), "198.51.100.0/24"))
        .compose(rows -> commit.execute(parameters(rows.iterator().next())))
        .onFailure(done::fail)
        .onSuccess(
            committed -> {
              transactions++;
              next(connection, commit, end, done);
            });
  }

  private Map<String, Object> parameters(Row opened) {
    var mac = Buffer.buffer(new byte[32]);
    var parameters = new HashMap<String, Object>();
    parameters.put("tenant", tenant);
    parameters.put("code_credential", opened.getUUID("credential_id"));
    parameters.put("code_limit", 1000);
    parameters.put("factor", opened.getLong("moving_factor") + 1);
    parameters.put("drift", 0);
    parameters.put("stranger", false);
    parameters.put("audit_tenant", tenant);
    parameters.put("audit_id", versionSeven());
    parameters.put("audit_at", OffsetDateTime.now());
    parameters.put("audit_action", "authenticate.otp");
    parameters.put("audit_outcomes", new String[] {"GRANTED", "REFUSED"});
    parameters.put("audit_reasons", new String[] {null, "RACE_LOST"});
    parameters.put("audit_macs", new Buffer[] {mac, mac});
    parameters.put("audit_actor_kind", "api-client");
    parameters.put("audit_actor", BenchTenant.ACCESS_ID);
    parameters.put("audit_subject_kind", "user");
    parameters.put("audit_subject", opened.getString("username"));
    parameters.put("audit_user", opened.getUUID("user_id"));
    parameters.put("audit_resource", 2L);
    parameters.put("audit_origin", "198.51.100.7");
    parameters.put("audit_request", "0197f000-0000-7000-8000-000000000000");
    parameters.put("audit_detail", null);
    parameters.put("audit_key_version", 1);
    return parameters;
  }

  private static UUID versionSeven() {
    long random = ThreadLocalRandom.current().nextLong();
    return new UUID(
        System.currentTimeMillis() << 16 | 0x7000 | random & 0xfff, Long.MIN_VALUE | random >>> 2);
  }
}
