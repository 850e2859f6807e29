package io.tetrapylon.bench;

import io.tetrapylon.authentication.HotStatements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The two statements of a valid code, sent by {@code pgbench} from one user drawn after the other.
 *
 * <p>The second takes what the first has read. Two values differ from the gateway's: the id of the
 * audit row is made by the server, since pgbench cannot, and the MACs are constant.
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

  private final Gateway gateway;
  private final Path script;
  private final String tenant;

  private BareSql(Gateway gateway, Path script, String tenant, String text) throws IOException {
    this.gateway = gateway;
    this.tenant = tenant;
    this.script = script;
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
    command.addAll(List.of("-f", script.toString(), "-D", "tenant=" + tenant));
    CONSTANTS.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
    command.add("tetrapylon");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", gateway.storePassword());
    builder
        .environment()
        .put("PGOPTIONS", "-c role=tetrapylon_gateway -c plan_cache_mode=force_generic_plan");
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
