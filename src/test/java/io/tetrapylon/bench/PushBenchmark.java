package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * What a push costs: making one, asking for it, and being woken by a decision among many that wait.
 * Decisions are committed by a session of the database that is not the gateway's, as those of
 * another node are.
 */
final class PushBenchmark {
  private static final PrintStream OUT = System.out;

  /** How many requests wait at most at the same time. */
  static final int MOST_WAITERS = 10_000;

  private static final int WAKE_UPS = 200;
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** Phones without a push service, whose keys nobody has: they are asked and never answer. */
  private static final List<String> PHONES =
      List.of(
          "INSERT INTO push_rules SELECT id, 600, 0, 100, 100, 100, 86400, 100, 60, 0 FROM tenant WHERE code = 'ACC-BENCH'"
              + " ON CONFLICT DO NOTHING",
          """
          INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret, created_at, modified_at)
          SELECT u.tenant_id, gen_random_uuid(), u.id, p.id, 'DEVICE', 'phone-' || u.username, 'phone', 'ACTIVE', ''::bytea, now(), now()
            FROM app_user u JOIN credential_policy p ON p.tenant_id = u.tenant_id AND p.kind = 'DEVICE' AND p.is_default
           WHERE u.username::int BETWEEN 100000 AND 199999""",
          """
          INSERT INTO device (tenant_id, id, user_id, external_id, name, platform, signing_algorithm, signing_key, encryption_key, created_at)
          SELECT c.tenant_id, c.id, c.user_id, c.external_id, 'phone', 'benchmark', 'ES256', ''::bytea,
                 decode(repeat('04', 65), 'hex'), now()
            FROM credential c WHERE c.kind = 'DEVICE'""",
          "INSERT INTO credential_device SELECT tenant_id, id, id FROM credential WHERE kind = 'DEVICE'",
          // A hundred pushes a minute are as many as may be allowed; the benchmark wants more.
          "CREATE OR REPLACE FUNCTION forget_pushes() RETURNS trigger LANGUAGE plpgsql AS $$"
              + " BEGIN NEW.recent := '{}'; NEW.strangers := '{}'; RETURN NEW; END $$",
          "CREATE OR REPLACE TRIGGER forget_pushes BEFORE UPDATE ON push_guard FOR EACH ROW EXECUTE FUNCTION forget_pushes()",
          "CREATE OR REPLACE FUNCTION forgive_pushes() RETURNS trigger LANGUAGE plpgsql AS $$"
              + " BEGIN NEW.unanswered := 0; RETURN NEW; END $$",
          "CREATE OR REPLACE TRIGGER forgive_pushes BEFORE UPDATE ON push_budget FOR EACH ROW EXECUTE FUNCTION forgive_pushes()");

  private static final String DECIDE =
      """
      WITH decided AS (
        UPDATE challenge SET state = 'DENIED', decided_at = now() WHERE id = ? AND state = 'PENDING' RETURNING tenant_id, id)
      SELECT pg_notify('tetrapylon_challenge', tenant_id || '/' || id) FROM decided""";

  private final Options options;
  private final Gateway gateway;
  private final FrontEnds frontEnds;
  private final Connection store;

  PushBenchmark(Options options, Gateway gateway, FrontEnds frontEnds, Connection store) {
    this.options = options;
    this.gateway = gateway;
    this.frontEnds = frontEnds;
    this.store = store;
  }

  void run() throws SQLException, IOException {
    try (var statement = store.createStatement()) {
      for (var sql : PHONES) {
        statement.execute(sql);
      }
      statement.execute("VACUUM ANALYZE");
    }
    say(
        "%nPushes: CPU in milliseconds a request.%n%-34s %7s %9s %8s %8s %8s %8s %8s",
        "", "clients", "req/s", "p50 ms", "p99 ms", "gateway", "store", "all");
    for (int clients : List.of(1, 16)) {
      row("push made", clients, BenchTenant::push);
      var open = pushes(500);
      row("push asked for", clients, n -> Request.get(path(open.get(n % open.size())), 202, ""));
    }
    for (int waiters : options.isShort() ? List.of(1000) : List.of(1000, MOST_WAITERS)) {
      wakeUps(waiters);
    }
  }

  private void row(String name, int clients, IntFunction<Request> requests) {
    frontEnds.run(clients, SETTLING, requests);
    var cost = Cost.of(gateway, () -> frontEnds.run(clients, options.measured(), requests));
    var outcome = cost.result();
    int count = outcome.times().size();
    say(
        "%-34s %7d %9.0f %8.2f %8.2f %8.3f %8.3f %8.3f%s",
        name,
        clients,
        outcome.throughput(),
        outcome.times().quantile(0.5),
        outcome.times().quantile(0.99),
        cost.gateway() / count,
        cost.store() / count,
        (cost.gateway() + cost.store()) / count,
        outcome.unexpected() == 0 ? "" : "  unexpected: " + outcome.unexpected());
  }

  /** Open pushes, one after the other. */
  private List<String> pushes(int count) {
    var ids = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      int n = i;
      var answer = frontEnds.await(() -> frontEnds.post(BenchTenant.push(n)));
      ids.add(new JsonObject(answer.body()).getString("transactionId"));
    }
    return ids;
  }

  private void wakeUps(int count) throws SQLException, IOException {
    var ids = pushes(count);
    long before = residentKilobytes();
    var times = new Samples();
    var woken = new ArrayList<Promise<Long>>();
    frontEnds.await(
        () -> {
          for (var id : ids) {
            var promise = Promise.<Long>promise();
            woken.add(promise);
            wait(id, promise);
          }
          return Future.succeededFuture();
        });
    awaitWaiters(count);
    long during = residentKilobytes();
    for (int i = 0; i < WAKE_UPS; i++) {
      int which = ThreadLocalRandom.current().nextInt(ids.size());
      if (!woken.get(which).future().isComplete()) {
        long start = System.nanoTime();
        decide(ids.get(which));
        long end = frontEnds.await(woken.get(which)::future);
        times.add(end - start);
      }
    }
    say(
        "%-34s %7d %9s %8.2f %8.2f   %d MiB more for %d that wait",
        "woken by another session",
        count,
        "",
        times.quantile(0.5),
        times.quantile(0.99),
        (during - before) / 1024,
        count);
  }

  private void wait(String id, Promise<Long> done) {
    frontEnds
        .post(Request.get(path(id), 403, "wait=600"))
        .onComplete(answer -> done.complete(System.nanoTime()));
  }

  private void awaitWaiters(int count) {
    try {
      for (int i = 0; i < 600 && gateway.metric("tetrapylon_waiters") < count; i++) {
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void decide(String id) throws SQLException {
    try (var statement = store.prepareStatement(DECIDE)) {
      statement.setObject(1, UUID.fromString(id));
      statement.execute();
    }
  }

  /** What the gateway holds of the machine's memory; 0 where there is no /proc. */
  private long residentKilobytes() throws IOException {
    var status = Path.of("/proc", Long.toString(gateway.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    var found = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static String path(String id) {
    return Request.of(4, "transactions/" + id, "", 202).path();
  }

  private static void say(String format, Object... arguments) {
    OUT.println(format.formatted(arguments));
  }
}
