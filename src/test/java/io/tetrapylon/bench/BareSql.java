package io.tetrapylon.bench;

import io.tetrapylon.authentication.HotStatements;
import io.tetrapylon.dispatch.Outbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The statements of a request, sent by {@code pgbench} for one user drawn after the other.
 *
 * <p>The later ones take what the first has read. Two values differ from the gateway's: ids of new
 * rows are made by the server, since pgbench cannot, and the MACs are constant.
 */
final class BareSql {
  private static final Pattern TRANSACTIONS = Pattern.compile("actually processed: (\\d+)");
  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+|NaN)");

  private static final Map<String, String> CONSTANTS =
      Map.ofEntries(
          Map.entry("network", "198.51.100.0/24"),
          Map.entry("code_limit", "1000"),
          Map.entry("stranger", "false"),
          Map.entry("audit_at", "2026-11-01T00:00:00Z"),
          Map.entry("audit_action", "authenticate.otp"),
          Map.entry("audit_outcomes", "{GRANTED,REFUSED}"),
          Map.entry("audit_reasons", "{NULL,RACE_LOST}"),
          Map.entry("audit_actor_kind", "api-client"),
          Map.entry("audit_actor", BenchTenant.ACCESS_ID),
          Map.entry("audit_subject_kind", "user"),
          Map.entry("audit_resource", "2"),
          Map.entry("audit_origin", "198.51.100.7"),
          Map.entry("audit_request", "0197f000-0000-7000-8000-000000000000"),
          Map.entry("audit_key_version", "1"),
          Map.entry(
              "audit_macs", "{\"\\\\x" + "ab".repeat(32) + "\",\"\\\\x" + "cd".repeat(32) + "\"}"));

  private static final String MAC = "\"\\\\x" + "ab".repeat(32) + "\"";

  /** What a push differs in; what is not named is null. */
  private static final Map<String, String> OF_PUSH =
      Map.ofEntries(
          Map.entry("resource", "4"),
          Map.entry("origin", "198.51.100.7"),
          Map.entry("lifetime", "600"),
          Map.entry("spacing", "0"),
          Map.entry("minute_limit", "100"),
          Map.entry("stranger_minute_limit", "100"),
          Map.entry("unanswered_limit", "100"),
          Map.entry("window", "60"),
          Map.entry("stop", "60"),
          Map.entry("nonce", "\\x" + "ab".repeat(32)),
          Map.entry(
              "context",
              "{\"machine\":\"\",\"system\":\"\",\"domain\":\"\",\"address\":\"198.51.100.7\",\"details\":[]}"),
          Map.entry("outbox_ids", "{}"),
          Map.entry("phone_limit", "1000"),
          Map.entry("audit_action", "transaction.push"),
          Map.entry("audit_subject_kind", "transaction"),
          Map.entry("audit_resource", "4"),
          Map.entry("audit_outcomes", "{PENDING,PENDING,REFUSED,REFUSED}"),
          Map.entry("audit_reasons", "{NULL,JOINED,PUSH_LIMITED,RACE_LOST}"),
          Map.entry("audit_macs", "{" + String.join(",", MAC, MAC, MAC, MAC) + "}"));

  private final Gateway gateway;
  private final Map<String, String> values = new HashMap<>(CONSTANTS);
  private final Path script;

  private BareSql(Gateway gateway, Path script, String tenant, String text) throws IOException {
    this.gateway = gateway;
    this.script = script;
    values.put("tenant", tenant);
    Files.writeString(script, text);
  }

  /** The statements of a valid code; the script is written into the directory. */
  static BareSql validCode(Gateway gateway, Path directory, String tenant) throws IOException {
    return new BareSql(gateway, directory.resolve("valid-code.pgbench"), tenant, text());
  }

  /** One row by its primary key, as {@code pgbench -S} does: says how fast a machine is. */
  static BareSql oneRow(Gateway gateway, Path directory, String tenant) throws IOException {
    return new BareSql(
        gateway,
        directory.resolve("one-row.pgbench"),
        tenant,
        """
        \\set login random(%d, %d)
        SELECT user_id FROM user_login WHERE tenant_id = :tenant AND login_key = :login;
        """
            .formatted(
                BenchTenant.FIRST_BY_CODE, BenchTenant.FIRST_BY_CODE + BenchTenant.BY_CODE - 1));
  }

  /**
   * The statements of a push.
   *
   * @param caller the API client's id
   */
  static BareSql push(Gateway gateway, Path directory, String tenant, String caller)
      throws IOException {
    var text =
        """
        \\set login random(%d, %d)
        %s \\gset
        %s;
        """
            .formatted(
                PushTenant.FIRST_ASKED,
                PushTenant.FIRST_ASKED + PushTenant.ASKED - 1,
                oneLine(opening("SELECT uuidv7() AS challenge,")),
                oneLine(named(HotStatements.PUSH)));
    return of(gateway, directory, "push", tenant, text).with(OF_PUSH).with("caller", caller);
  }

  /** What a poll reads, of always the same push. */
  static BareSql poll(Gateway gateway, Path directory, String tenant, String caller, UUID id)
      throws IOException {
    return of(gateway, directory, "poll", tenant, oneLine(reading(HotStatements.READ, 4)) + ";\n")
        .with(OF_PUSH)
        .with("caller", caller)
        .with("challenge", id.toString())
        .with("from", Outbox.from(id).toString())
        .with("until", Outbox.until(id).toString());
  }

  /** The statements of a QR code's check, of codes that nobody has answered yet. */
  static BareSql qrCode(
      Gateway gateway, Path directory, String tenant, String caller, PushTenant phones)
      throws IOException {
    var text =
        """
        \\set turn :turn + 1
        \\set number :first + :client_id * 4000 + :turn
        \\set login %s
        %s \\gset
        %s \\gset found_
        %s;
        """
            .formatted(
                PushTenant.loginOf(":number"),
                oneLine(
                    opening(
                        "SELECT '%s' || lpad(to_hex(:number::int), 12, '0') AS challenge,"
                            .formatted(phones.idsBegin()))),
                oneLine(reading(HotStatements.FIND, 5)),
                oneLine(named(HotStatements.APPROVE)));
    var first =
        UUID.fromString(
            "%s-0000-7000-8000-000000000000".formatted(phones.idsBegin().substring(0, 8)));
    return of(gateway, directory, "qr-code", tenant, text)
        .with(OF_PUSH)
        .with("caller", caller)
        .with("turn", "0")
        .with("first", Integer.toString(PushTenant.QR_CODES / 2))
        .with("from", Outbox.from(first).toString())
        .with("until", Outbox.until(first).toString())
        .with("audit_outcomes", "{GRANTED,REFUSED}")
        .with("audit_reasons", "{NULL,RACE_LOST}")
        .with("audit_macs", "{" + MAC + "," + MAC + "}");
  }

  private static BareSql of(
      Gateway gateway, Path directory, String name, String tenant, String text) throws IOException {
    return new BareSql(gateway, directory.resolve(name + ".pgbench"), tenant, text);
  }

  private BareSql with(Map<String, String> others) {
    values.putAll(others);
    return this;
  }

  private BareSql with(String name, String value) {
    values.put(name, value);
    return this;
  }

  private static String opening(String begin) {
    return HotStatements.OPEN_PHONES
        .replaceFirst("SELECT", begin.replace("$", "\\$"))
        .replace("$1", ":tenant")
        .replace("$2", ":login")
        .replace("$3", ":network");
  }

  /** A reading statement whose last two parameters are the outbox's bounds. */
  private static String reading(String statement, int others) {
    return statement
        .replace("$" + (others + 2), ":until")
        .replace("$" + (others + 1), ":from")
        .replace("$1", ":tenant")
        .replace("$2", ":challenge")
        .replace("$3", ":caller")
        .replace("$4", ":resource")
        .replace("$5", ":user_id");
  }

  /**
   * What came of it.
   *
   * @param transactions pairs of statements
   * @param rate of them a second
   */
  record Outcome(long transactions, double rate) {}

  /** Whether pgbench is there. */
  static boolean isInstalled() {
    try {
      return new ProcessBuilder("pgbench", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException absent) {
      return false;
    }
  }

  private static String text() {
    int first = BenchTenant.FIRST_BY_CODE;
    return """
        \\set login random(%d, %d)
        %s \\gset
        \\set factor :moving_factor + 1
        %s;
        """
        .formatted(
            first,
            first + BenchTenant.BY_CODE - 1,
            oneLine(
                HotStatements.OPEN
                    .replace("$1", ":tenant")
                    .replace("$2", ":login")
                    .replace("$3", ":network")),
            oneLine(named(HotStatements.CONSUME_CODE)));
  }

  private static String named(String statement) {
    return statement
        .replace("#{audit_id}::uuid", "uuidv7()")
        .replace("#{audit_subject}", "#{username}")
        .replace("#{user}", "#{user_id}")
        .replace("#{source}", "#{challenge}")
        .replace("#{device}", "#{device_id}")
        .replace("#{phone_credential}", "#{credential_id}")
        .replace("#{audit_user}", "#{user_id}")
        .replace("#{audit_tenant}", "#{tenant}")
        .replace("#{code_credential}", "#{credential_id}")
        .replaceAll("#\\{(\\w+)}", ":$1");
  }

  private static String oneLine(String statement) {
    return statement.replaceAll("\\s+", " ").strip();
  }

  /** Opens so many sessions, sends the two statements once in each, and closes them. */
  Outcome once(int clients) {
    return run(clients, "-t", "1");
  }

  Outcome run(int clients, Duration duration) {
    return run(clients, "-T", Long.toString(duration.toSeconds()));
  }

  /**
   * Milliseconds of the store's processor time that one of them costs. Beginning the sessions costs
   * as well, which a gateway's pool does once: it is taken off.
   */
  double cost(int clients, Duration duration) {
    var once = Cost.of(gateway, () -> once(clients));
    var cost = Cost.of(gateway, () -> run(clients, duration));
    long transactions = cost.result().transactions() - once.result().transactions();
    return (cost.store() - once.store()) / transactions;
  }

  private Outcome run(int clients, String unit, String amount) {
    try {
      var process = builder(clients, unit, amount).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pgbench: " + said);
      }
      TimeUnit.MILLISECONDS.sleep(500); // its sessions end, and their time goes to the postmaster
      return new Outcome((long) number(TRANSACTIONS, said), number(RATE, said));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private ProcessBuilder builder(int clients, String unit, String amount) {
    var command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared"));
    command.addAll(List.of("-h", "127.0.0.1", "-U", "tetrapylon"));
    command.addAll(List.of("-p", Integer.toString(gateway.storePort())));
    command.addAll(List.of("-c", Integer.toString(clients), unit, amount));
    command.addAll(List.of("-f", script.toString()));
    values.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
    command.add("tetrapylon");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", gateway.storePassword());
    builder
        .environment()
        .put(
            "PGOPTIONS",
            "-c role=tetrapylon_gateway -c plan_cache_mode=force_generic_plan"
                + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off");
    return builder;
  }

  private static double number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("pgbench says something else: " + text);
    }
    return Double.parseDouble(found.group(1));
  }
}
