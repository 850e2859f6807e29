package io.tetrapylon.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.keys.DataKeys;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody with the owner's rights on the database can do to a trail, and that it is seen. */
@QuarkusTest
class AuditSealsTest {
  private static final int ROWS = 5;

  /** A seal ends with its month, so what is written today is under the next one. */
  private static final YearMonth SEALED_MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(2);

  @Inject GuardedTenant given;
  @Inject AuditSealer sealer;
  @Inject AuditVerification verification;
  @Inject AuditWriter writer;
  @Inject DataKeys dataKeys;
  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  UUID tenant;
  List<UUID> rows;

  @BeforeEach
  void aSealedTrail() {
    tenant = given.tenant();
    rows = written(SEALED_MONTH.atDay(10));
    given.await(sealer::sealAll);
  }

  @Test
  void aTrailThatNobodyTouchedIsIntact() {
    // when
    var report = verify(null);

    // then
    assertEquals(List.of(), report.findings());
    assertEquals(ROWS, report.rows());
    assertEquals(1, report.seals());
  }

  @Test
  void whatIsYoungerThanTwoMinutesWaitsForTheNextSeal() {
    // given
    written(Instant.now());

    // when
    given.await(sealer::sealAll);

    // then
    assertEquals(ROWS, verify(null).rows());
    assertTrue(verify(null).unsealed() >= ROWS);
  }

  @Test
  void anEditedRowIsNamed() throws SQLException {
    // when
    asOwner("UPDATE audit_event SET outcome = 'GRANTED' WHERE id = '%s'", rows.get(2));

    // then
    var findings = verify(null).findings().toString();
    assertTrue(findings.contains("Row " + rows.get(2)), findings);
    assertTrue(findings.contains("not those that were sealed"), findings);
  }

  @Test
  void aRemovedRowIsMissed() throws SQLException {
    // when
    asOwner("DELETE FROM audit_event WHERE id = '%s'", rows.get(1));

    // then
    assertFinding("Seal 1 covers 5 rows, and there are 4.");
  }

  @Test
  void aRowThatWasAddedLaterIsSeenThoughItsMacIsGenuine() {
    // when
    written(SEALED_MONTH.atDay(11));

    // then
    assertFinding("Seal 1 covers 5 rows, and there are 10.");
  }

  @Test
  void rowsThatChangedPlacesAreSeen() throws SQLException {
    // when
    var swap = "UPDATE audit_event SET id = '%s' WHERE id = '%s'";
    var aside = new UUID(rows.get(0).getMostSignificantBits(), 1);
    asOwner(swap, aside, rows.get(0));
    asOwner(swap, rows.get(0), rows.get(1));
    asOwner(swap, rows.get(1), aside);

    // then
    assertFalse(verify(null).isIntact());
  }

  @Test
  void aSealThatIsGoneLeavesAGap() throws SQLException {
    // given
    written(Instant.now().minus(4, ChronoUnit.MINUTES));
    given.await(sealer::sealAll);

    // when
    asOwner("DELETE FROM audit_seal WHERE tenant_id = '%s' AND number = 1", tenant);

    // then
    assertFinding("Seal 2 does not follow the one before it.");
  }

  @Test
  void aSealThatWasChangedIsNotSigned() throws SQLException {
    // when
    asOwner("UPDATE audit_seal SET row_count = 4 WHERE tenant_id = '%s'", tenant);

    // then
    assertFinding("The signature of seal 1 is not the installation's.");
  }

  @Test
  void aTrailCutOffWithItsSealsIsSeenByWhoeverKeptItsHead() throws SQLException {
    // given
    var head = verify(null).head();

    // when
    asOwner("DELETE FROM audit_event WHERE tenant_id = '%s'", tenant);
    asOwner("DELETE FROM audit_seal WHERE tenant_id = '%s'", tenant);

    // then
    assertTrue(verify(null).isIntact());
    assertFalse(verify(head).isIntact());
  }

  @Test
  void anEarlierHeadIsPartOfALongerTrail() {
    // given
    var head = verify(null).head();
    written(Instant.now().minus(4, ChronoUnit.MINUTES));

    // when
    given.await(sealer::sealAll);

    // then
    assertEquals(List.of(), verify(head).findings());
    assertEquals(2, verify(head).seals());
  }

  @Test
  void aMonthLeavesOnlyWhenAllOfItIsSealedAndItsSealsStay() throws SQLException {
    // given
    var month = YearMonth.now(ZoneOffset.UTC).minusMonths(5);
    month(month);
    var old = given.tenant();
    written(old, month.atDay(3).atStartOfDay().toInstant(ZoneOffset.UTC));

    // when
    int before = drop();
    given.await(sealer::sealAll);
    int after = drop();

    // then
    assertEquals(0, before);
    assertEquals(1, after);
    var report = given.await(() -> verification.verify(old, null));
    assertEquals(List.of(), report.findings());
    assertEquals(ROWS, report.left());
  }

  @Test
  void nodesThatSealAtOnceMakeEachSealOnce() {
    // given
    written(Instant.now().minus(4, ChronoUnit.MINUTES));

    // when
    given.await(
        () ->
            io.smallrye.mutiny.Uni.join()
                .all(IntStream.range(0, 5).mapToObj(node -> sealer.sealAll()).toList())
                .andFailFast());

    // then
    assertEquals(List.of(), verify(null).findings());
    assertEquals(2, verify(null).seals());
  }

  private void assertFinding(String finding) {
    var findings = verify(null).findings();
    assertTrue(findings.contains(finding), findings.toString());
  }

  private TrailReport verify(@Nullable String head) {
    return given.await(() -> verification.verify(tenant, head));
  }

  private List<UUID> written(java.time.LocalDate day) {
    return written(tenant, day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private List<UUID> written(Instant at) {
    return written(tenant, at);
  }

  private List<UUID> written(UUID of, Instant at) {
    var ids =
        new io.tetrapylon.kernel.Ids(
            Clock.fixed(at, ZoneOffset.UTC), new io.tetrapylon.kernel.Entropy());
    var events =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    new AuditEvent(
                        of,
                        ids.next(),
                        at.truncatedTo(ChronoUnit.MICROS),
                        "test.write",
                        AuditEvent.Outcome.REFUSED,
                        "CODE_WRONG",
                        Actor.SYSTEM,
                        "user",
                        "user-" + i,
                        null,
                        1234L,
                        "192.0.2.1",
                        null))
            .toList();
    given.await(
        () ->
            dataKeys
                .of(of)
                .chain(keys -> pool.withTransaction(tx -> writer.writeAll(tx, keys, events)))
                .replaceWith("done"));
    return events.stream().map(AuditEvent::id).toList();
  }

  private int drop() {
    return given.sql("SELECT drop_sealed_audit(3)").getInteger(0);
  }

  private void month(YearMonth month) throws SQLException {
    asOwner(
        "CREATE TABLE audit_event_%s PARTITION OF audit_event FOR VALUES FROM (uuid_floor('%s-01Z')) TO (uuid_floor('%s-01Z'))",
        month.toString().replace("-", ""), month, month.plusMonths(1));
  }

  private void asOwner(String sql, Object... values) throws SQLException {
    try (var connection = DriverManager.getConnection(url, username, password);
        var statement = connection.createStatement()) {
      statement.execute(sql.formatted(values));
    }
  }
}
