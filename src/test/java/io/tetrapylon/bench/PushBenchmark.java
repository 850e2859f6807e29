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

  /** Whoever was not woken among the first thousand waits still when the ten thousand come. */
  static final int CONNECTIONS = MOST_WAITERS + 2000;

  private static final int WAKE_UPS = 200;
  private static final int WARM_UP_CLIENTS = 16;
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private static final String DECIDE =
      """
      WITH decided AS (
        UPDATE challenge SET state = 'DENIED', decided_at = now() WHERE id = ? AND state = 'PENDING' RETURNING tenant_id, id)
      SELECT pg_notify('tetrapylon_challenge', tenant_id || '/' || id) FROM decided""";

  private final Options options;
  private final Gateway gateway;
  private final FrontEnds frontEnds;
  private final Connection store;
  private final Path directory;
  private final PushTenant tenant = new PushTenant();
  private int made;
  private int checked;

  PushBenchmark(
      Options options, Gateway gateway, FrontEnds frontEnds, Connection store, Path directory) {
    this.directory = directory;
    this.options = options;
    this.gateway = gateway;
    this.frontEnds = frontEnds;
    this.store = store;
  }

  void run() throws SQLException, IOException, InterruptedException {
    tenant.settle(store, gateway, frontEnds);
    warmUp();
    say(
        "%nPushes: CPU in milliseconds a request.%n%-34s %7s %9s %8s %8s %8s %8s %8s",
        "", "clients", "req/s", "p50 ms", "p99 ms", "gateway", "store", "all");
    for (int clients : List.of(1, 16)) {
      rows(clients);
    }
    for (int waiters : options.isShort() ? List.of(1000) : List.of(1000, MOST_WAITERS)) {
      wakeUps(waiters);
    }
  }

  /** So that the JIT has seen all three before one of them is measured. */
  private void warmUp() {
    var time = options.warmUp().dividedBy(3);
    frontEnds.run(WARM_UP_CLIENTS, time, this::push);
    frontEnds.run(WARM_UP_CLIENTS, time, polls());
    frontEnds.run(WARM_UP_CLIENTS, time.dividedBy(2), this::qrCode);
  }

  private void rows(int clients) throws SQLException, IOException {
    String id = one("SELECT tenant_id FROM api_client WHERE access_id = '%s'");
    String caller = one("SELECT id FROM api_client WHERE access_id = '%s'");
    var polls = polls();
    bare(
        "push made",
        clients,
        row("push made", clients, this::push),
        () -> BareSql.push(gateway, directory, id, caller));
    bare(
        "push asked for",
        clients,
        row("push asked for", clients, polls),
        () -> BareSql.poll(gateway, directory, id, caller, UUID.fromString(pushes(1).get(0))));
    bare(
        "QR code checked",
        clients,
        row("QR code checked", clients, this::qrCode),
        () -> BareSql.qrCode(gateway, directory, id, caller, tenant));
  }

  private interface Statements {
    BareSql prepare() throws IOException;
  }

  private void bare(String name, int clients, double all, Statements statements)
      throws IOException {
    if (BareSql.isInstalled()) {
      double sql = statements.prepare().cost(clients, options.measured());
      say("%-34s %7d %45.3f %8.3f", name + ": the same SQL", clients, sql, sql);
      say("%-34s %7d %.1f times", name + " / the same SQL", clients, all / sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (var statement = store.createStatement();
        var rows = statement.executeQuery(sql.formatted(BenchTenant.ACCESS_ID))) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Numbers go on from row to row: each user is asked as late as can be, each code once. */
  private Request push(int n) {
    return tenant.push(made++);
  }

  private Request qrCode(int n) {
    return tenant.qrCode(checked++);
  }

  private IntFunction<Request> polls() {
    var open = pushes(500);
    return n -> Request.get(path(open.get(n % open.size())), 202, "");
  }

  private double row(String name, int clients, IntFunction<Request> requests) {
    frontEnds.run(clients, SETTLING, requests);
    var cost = Cost.of(gateway, () -> frontEnds.run(clients, options.measured(), requests));
    var outcome = cost.result();
    int count = outcome.times().size();
    double all = (cost.gateway() + cost.store()) / count;
    say(
        "%-34s %7d %9.0f %8.2f %8.2f %8.3f %8.3f %8.3f%s",
        name,
        clients,
        outcome.throughput(),
        outcome.times().quantile(0.5),
        outcome.times().quantile(0.99),
        cost.gateway() / count,
        cost.store() / count,
        all,
        outcome.unexpected() == 0 ? "" : "  unexpected: " + outcome.unexpected());
    return all;
  }

  /** Open pushes, one after the other. */
  private List<String> pushes(int count) {
    var ids = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      var answer = frontEnds.await(() -> frontEnds.post(push(0)));
      ids.add(new JsonObject(answer.body()).getString("transactionId"));
    }
    return ids;
  }

  private void wakeUps(int count) throws SQLException, IOException, InterruptedException {
    var ids = pushes(count);
    double heapBefore = gateway.heapInUse();
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
    double heapDuring = gateway.heapInUse();
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
        "%-34s %7d %9s %8.2f %8.2f   while they wait: %+.0f MiB of heap in use, %+d MiB resident",
        "woken by another session",
        count,
        "",
        times.quantile(0.5),
        times.quantile(0.99),
        heapDuring - heapBefore,
        (during - before) / 1024);
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
