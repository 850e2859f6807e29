package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.tetrapylon.bench.Times.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** Starts a packaged gateway, loads it, and prints what a request costs. */
public final class OtpBenchmark {
  private static final PrintStream OUT = System.out;
  private static final double AIM = 0.2;
  private static final int AIM_CLIENTS = 16;
  private static final int MACHINE_CLIENTS = 8;
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final int WARM_UP_CLIENTS = 16;
  private static final int WARM_UP_REQUESTS = 50_000;
  private static final int WARM_UP_ROUNDS = 4;

  private final Options options;
  private final Gateway gateway;
  private final FrontEnds frontEnds;
  private final BenchTenant tenant;
  private final Connection store;
  private final Path directory;

  private OtpBenchmark(
      Options options,
      Gateway gateway,
      FrontEnds frontEnds,
      BenchTenant tenant,
      Connection store,
      Path directory) {
    this.options = options;
    this.gateway = gateway;
    this.frontEnds = frontEnds;
    this.tenant = tenant;
    this.store = store;
    this.directory = directory;
  }

  /** Runs it; see {@code src/site/markdown/benchmark.md}. */
  public static void main(String... arguments) throws Exception {
    var options = Options.parse(arguments);
    var directory = Files.createTempDirectory("tetrapylon-benchmark-");
    var tenant = new BenchTenant();
    var file = directory.resolve("tenants.yaml");
    tenant.write(file);
    try (var gateway = Gateway.start(options, directory, file);
        var store = gateway.store();
        var frontEnds = new FrontEnds(gateway.port(), token(gateway), most(options))) {
      tenant.settle(store);
      new OtpBenchmark(options, gateway, frontEnds, tenant, store, directory).run();
    } finally {
      cleanUp(options, directory);
    }
  }

  private static String token(Gateway gateway) throws IOException, InterruptedException {
    return gateway.token(BenchTenant.ACCESS_ID, BenchTenant.CLIENT_PASSWORD);
  }

  private static int most(Options options) {
    int loading = options.clients().stream().mapToInt(Integer::intValue).max().orElse(1);
    return WARM_UP_CLIENTS + (options.runs("push") ? PushBenchmark.CONNECTIONS : loading);
  }

  private void run() throws Exception {
    say(
        "Java %s, %d processors, %s %s",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        loadAverage());
    warmUp();
    if (options.runs("load")) {
      load();
    }
    if (options.runs("password")) {
      password();
    }
    if (options.runs("push")) {
      new PushBenchmark(options, gateway, frontEnds, store, directory).run();
    }
    if (options.runs("times")) {
      times();
    }
    say("%nAt the end: %s", loadAverage());
  }

  private static String loadAverage() {
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "load average %.1f".formatted(load);
  }

  /** For the time that was asked for, and on a slow machine until the JIT has seen enough. */
  private void warmUp() throws SQLException {
    tenant.refresh(store);
    int sent = 0;
    for (int round = 0;
        round < WARM_UP_ROUNDS && (round == 0 || sent < WARM_UP_REQUESTS);
        round++) {
      var quarter = options.warmUp().dividedBy(4);
      var valid = frontEnds.run(WARM_UP_CLIENTS, quarter.multipliedBy(3), tenant::validCode);
      var wrong = frontEnds.run(WARM_UP_CLIENTS, quarter, tenant::wrongCode);
      sent += valid.times().size() + wrong.times().size();
      tenant.refresh(store);
    }
    say("Warmed up with %d requests", sent);
  }

  private void load() throws Exception {
    var bare = bareSql();
    say(
        "%nCPU in milliseconds a request; all three at each number of clients, one after the other.");
    say(
        "%-34s %7s %9s %8s %8s %8s %8s %8s",
        "", "clients", "req/s", "p50 ms", "p99 ms", "gateway", "store", "all");
    double aimed = Double.NaN;
    for (int clients : options.clients()) {
      double valid = row("valid code", clients, tenant::validCode);
      row("wrong code", clients, tenant::wrongCode);
      row("HTTP without a database", clients, tenant::foreignAccount);
      double sql = bareRow(bare, clients);
      say(
          "%-34s %7d %s",
          "valid code / the same SQL", clients, "%.1f times".formatted(valid / sql));
      aimed = clients == AIM_CLIENTS ? valid : aimed;
    }
    aim(aimed);
  }

  private static void aim(double valid) {
    if (Double.isNaN(valid)) {
      say("Aim: not measured; it takes /proc and a row of %d clients", AIM_CLIENTS);
    } else {
      say(
          "Aim, at %d clients: a valid code without password costs at most %.2f ms of CPU, all processes together: %.3f ms, %s",
          AIM_CLIENTS, AIM, valid, valid <= AIM ? "reached" : "missed");
    }
  }

  private double row(String name, int clients, IntFunction<Request> requests) throws SQLException {
    tenant.refresh(store);
    frontEnds.run(clients, SETTLING, requests);
    tenant.refresh(store);
    var cost = Cost.of(gateway, () -> frontEnds.run(clients, options.measured(), requests));
    var outcome = cost.result();
    int count = outcome.times().size();
    double all = (cost.gateway() + cost.store()) / count;
    say(
        "%-34s %7d %9.0f %8.2f %8.2f %s %s %s%s",
        name,
        clients,
        outcome.throughput(),
        outcome.times().quantile(0.5),
        outcome.times().quantile(0.99),
        millis(cost.gateway() / count),
        millis(cost.store() / count),
        millis(all),
        outcome.unexpected() == 0 ? "" : "  unexpected: " + outcome.unexpected());
    return all;
  }

  /** What sends the bare SQL: for a while, or once in each session. */
  private record Bare(
      BiFunction<Integer, Duration, BareSql.Outcome> run, IntFunction<BareSql.Outcome> once) {}

  private Bare bareSql() throws IOException, SQLException {
    String id = tenantId();
    if (BareSql.isInstalled()) {
      say("The same SQL is sent by pgbench.");
      machine(BareSql.oneRow(gateway, directory, id));
      var pgbench = BareSql.validCode(gateway, directory, id);
      return new Bare(pgbench::run, pgbench::once);
    }
    say("The same SQL is sent by one pipelined client, because pgbench is not installed.");
    var pipelined = new PipelinedSql(gateway, id);
    return new Bare(pipelined::run, pipelined::once);
  }

  /** What readers compare their machine by. */
  private void machine(BareSql oneRow) {
    var bare = new Bare(oneRow::run, oneRow::once);
    var cost = bareCost(bare, MACHINE_CLIENTS);
    say(
        "This machine: one row by its key, sent by pgbench from %d clients: %.0f a second, %s ms of the store's CPU",
        MACHINE_CLIENTS, cost.rate(), millis(cost.store()).strip());
  }

  private String tenantId() throws SQLException {
    try (var statement = store.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT id FROM tenant WHERE code = '" + BenchTenant.CODE + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private double bareRow(Bare bare, int clients) {
    var cost = bareCost(bare, clients);
    say(
        "%-34s %7d %9.0f %8s %8s %8s %s %s",
        "the same SQL alone",
        clients,
        cost.rate(),
        "",
        "",
        "",
        millis(cost.store()),
        millis(cost.store()));
    return cost.store();
  }

  private record BareCost(double rate, double store) {}

  /** Beginning the sessions costs as well, which a gateway's pool does once: it is taken off. */
  private BareCost bareCost(Bare bare, int clients) {
    var once = Cost.of(gateway, () -> bare.once().apply(clients));
    var cost = Cost.of(gateway, () -> bare.run().apply(clients, options.measured()));
    long transactions = cost.result().transactions() - once.result().transactions();
    return new BareCost(cost.result().rate(), (cost.store() - once.store()) / transactions);
  }

  private void password() throws Exception {
    say("%nPassword and code: CPU in milliseconds a request.");
    say(
        "%-34s %7s %9s %8s %8s %8s %8s %8s %10s",
        "", "clients", "req/s", "p50 ms", "p99 ms", "hash", "rest", "store", "hash wall");
    frontEnds.run(1, options.measured().dividedBy(3), warmed(tenant::validBoth));
    for (int clients : List.of(1, 16)) {
      passwordRow(clients);
    }
  }

  private IntFunction<Request> warmed(IntFunction<Request> requests) throws SQLException {
    tenant.refresh(store);
    return requests;
  }

  private void passwordRow(int clients) throws Exception {
    tenant.refresh(store);
    double sumBefore = gateway.metric("tetrapylon_passwords_duration_seconds_sum");
    double countBefore = gateway.metric("tetrapylon_passwords_duration_seconds_count");
    var cost =
        Cost.of(gateway, () -> frontEnds.run(clients, options.measured(), tenant::validBoth));
    double wall =
        (gateway.metric("tetrapylon_passwords_duration_seconds_sum") - sumBefore)
            / (gateway.metric("tetrapylon_passwords_duration_seconds_count") - countBefore);
    var outcome = cost.result();
    int count = outcome.times().size();
    say(
        "%-34s %7d %9.1f %8.2f %8.2f %s %s %s %7.2f ms%s",
        "valid password and code",
        clients,
        outcome.throughput(),
        outcome.times().quantile(0.5),
        outcome.times().quantile(0.99),
        millis(cost.hashing() / count),
        millis((cost.gateway() - cost.hashing()) / count),
        millis(cost.store() / count),
        wall * 1000,
        outcome.unexpected() == 0 ? "" : "  unexpected: " + outcome.unexpected());
  }

  private void times() throws SQLException {
    say(
        "%nTimes of refusals: medians of %d samples each, interleaved; they may differ by 5 %% or 0.1 ms.",
        options.samples());
    compare(
        "otp, code alone",
        new Kind("wrong code", n -> code(BenchTenant.FIRST_BY_CODE, BenchTenant.BY_CODE, n)),
        new Kind("unknown user", n -> code(BenchTenant.FIRST_UNKNOWN, 100_000, n)),
        new Kind(
            "locked by failures",
            n -> code(BenchTenant.FIRST_LOCKED_BY_CODE, BenchTenant.LOCKED, n)));
    compare(
        "otp, password and code",
        new Kind(
            "known user, wrong code",
            n ->
                both(
                    BenchTenant.FIRST_BY_PASSWORD,
                    BenchTenant.BY_PASSWORD,
                    n,
                    BenchTenant.PASSWORD)),
        new Kind(
            "wrong password",
            n -> both(BenchTenant.FIRST_BY_PASSWORD, BenchTenant.BY_PASSWORD, n, "wrong")),
        new Kind("unknown user", n -> both(BenchTenant.FIRST_UNKNOWN, 100_000, n, "wrong")),
        new Kind(
            "locked by failures",
            n -> both(BenchTenant.FIRST_LOCKED_BY_PASSWORD, BenchTenant.LOCKED, n, "wrong")));
    compare(
        "password",
        new Kind(
            "wrong password",
            n -> password(BenchTenant.FIRST_BY_PASSWORD, BenchTenant.BY_PASSWORD, n)),
        new Kind("unknown user", n -> password(BenchTenant.FIRST_UNKNOWN, 100_000, n)),
        new Kind(
            "locked by failures",
            n -> password(BenchTenant.FIRST_LOCKED_BY_PASSWORD, BenchTenant.LOCKED, n)));
  }

  private static Request code(int first, int count, int n) {
    return BenchTenant.otp(2, first + n % count, null, BenchTenant.anyCode(), 403);
  }

  private static Request both(int first, int count, int n, String password) {
    return BenchTenant.otp(1, first + n % count, password, BenchTenant.anyCode(), 403);
  }

  private static Request password(int first, int count, int n) {
    return BenchTenant.password(first + n % count, "wrong", 403);
  }

  private void compare(String endpoint, Kind... kinds) throws SQLException {
    tenant.refresh(store);
    new Times(frontEnds, List.of(kinds)).take(Math.max(10, options.samples() / 20));
    var fresh = List.of(kinds).stream().map(k -> new Kind(k.name(), k.requests())).toList();
    var times = new Times(frontEnds, fresh);
    times.take(options.samples());
    for (var row : times.rows()) {
      say(
          "%-26s %-24s %8.3f ms %+8.3f ms  %s",
          endpoint, row.kind(), row.median(), row.difference(), row.passes() ? "PASS" : "FAIL");
    }
    boolean alike = times.answers().size() == 1;
    say(
        "%-26s %-24s %s",
        endpoint, "bodies byte for byte", alike ? "PASS" : "FAIL " + times.answers());
  }

  private static String millis(double value) {
    return Double.isNaN(value) ? "     n/a" : "%8.3f".formatted(value);
  }

  private static void say(String format, Object... values) {
    OUT.println(String.format(Locale.ROOT, format, values));
  }

  private static void cleanUp(Options options, Path directory) throws IOException {
    if (options.keep()) {
      say("Kept: %s", directory);
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
