package io.tetrapylon.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditVerification;
import io.tetrapylon.audit.TrailReport;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The command {@code audit verify}: reads the trails on the store that the gateway would use,
 * beside a gateway that runs or without one, and says what is wrong with them.
 *
 * <pre>
 * audit verify [--tenant CODE [--head NUMBER:HASH]]
 * </pre>
 */
final class AuditCommand implements QuarkusApplication {
  private static final String USAGE =
      """
      audit verify                                    the trails of all tenants
      audit verify --tenant CODE [--head NUMBER:HASH] one, and whether it goes on from an earlier head""";

  /** It serves nobody and leaves scheduled work to the gateway. */
  private static final Map<String, String> QUIET =
      Map.of(
          "quarkus.http.host-enabled", "false",
          "quarkus.management.host-enabled", "false",
          "quarkus.scheduler.enabled", "false",
          "quarkus.log.level", "WARN");

  private final Tenants tenants;
  private final AuditVerification verification;
  private final PrintStream out = System.out;

  AuditCommand(Tenants tenants, AuditVerification verification) {
    this.tenants = tenants;
    this.verification = verification;
  }

  /**
   * Runs it in place of the gateway; the status is 0, 1 where a trail is not intact, 2 for usage.
   */
  static void start(String... arguments) {
    QUIET.forEach((name, value) -> System.setProperty(name, value));
    Quarkus.run(AuditCommand.class, arguments);
  }

  @Override
  public int run(String... arguments) throws Exception {
    var words = List.of(arguments);
    if (words.size() < 2 || !words.get(1).equals("verify") || words.size() % 2 != 0) {
      out.println(USAGE);
      return 2;
    }
    var code = option(words, "--tenant");
    var head = option(words, "--head");
    try {
      var reports = VertxContextSupport.subscribeAndAwait(() -> verify(code, head));
      return reports ? 0 : 1;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String option(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? "" : words.get(at + 1);
  }

  private Uni<Boolean> verify(String code, String head) {
    return code.isEmpty()
        ? all()
        : tenants.find(code).map(Objects::requireNonNull).chain(tenant -> one(tenant, head));
  }

  private Uni<Boolean> all() {
    return Multi.createBy()
        .repeating()
        .uni(Cursor::new, cursor -> tenants.list(cursor.after, 1000).invoke(cursor::move))
        .whilst(page -> page.continuation() != null)
        .onItem()
        .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.items()))
        .onItem()
        .transformToUniAndConcatenate(tenant -> one(tenant, ""))
        .collect()
        .in(() -> new boolean[] {true}, (intact, each) -> intact[0] &= each)
        .map(intact -> intact[0]);
  }

  private static final class Cursor {
    private java.util.@org.jspecify.annotations.Nullable UUID after;

    private void move(io.tetrapylon.kernel.Page<Tenant> page) {
      after = page.continuation() == null ? null : java.util.UUID.fromString(page.continuation());
    }
  }

  private Uni<Boolean> one(Tenant tenant, String head) {
    return verification
        .verify(tenant.id(), head.isEmpty() ? null : head)
        .invoke(report -> print(tenant.code(), report))
        .map(TrailReport::isIntact);
  }

  private void print(String code, TrailReport report) {
    out.printf(
        "%s: %s; %d seals over %d rows, %d rows younger, %d left with their months; head %s%n",
        code,
        report.isIntact() ? "intact" : "NOT INTACT",
        report.seals(),
        report.rows(),
        report.unsealed(),
        report.left(),
        report.head());
    report.findings().forEach(finding -> out.println("  " + finding));
  }
}
