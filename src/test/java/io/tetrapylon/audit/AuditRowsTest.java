package io.tetrapylon.audit;

import static io.tetrapylon.tenant.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row is the same whichever way it was written, and is there only with what it tells. */
@QuarkusTest
class AuditRowsTest {
  @Inject Tenants tenants;
  @Inject Ledger ledger;
  @Inject AuditWriter writer;
  @Inject DataKeys dataKeys;
  @Inject Ids ids;
  @Inject Pool pool;

  private UUID tenant;
  private TenantKeys keys;

  @BeforeEach
  void aTenant() {
    await(tenants::ensureInstallation);
    var code = "T" + UUID.randomUUID();
    tenant = await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Test", 1))).id();
    keys = await(() -> dataKeys.of(tenant));
  }

  @Test
  void aRowOfPanacheAndARowOfHotSqlAreTheSameAndBothAreGenuine() {
    // given
    var byPanache = event();
    var byHotSql = event();

    // when
    await(
        () ->
            Panache.withTransaction(
                () -> AuditEntity.of(AuditRow.of(byPanache, keys)).persist().replaceWithVoid()));
    await(() -> pool.withTransaction(tx -> writer.write(tx, keys, byHotSql)));

    // then
    assertEquals(row(byPanache.id()), row(byHotSql.id()));
    assertTrue(isGenuine(byPanache));
    assertTrue(isGenuine(byHotSql));
  }

  @Test
  void aRowThatWasAlteredIsNotGenuine() {
    // given
    var event = event();
    await(() -> pool.withTransaction(tx -> writer.write(tx, keys, event)));

    // then
    var altered = AuditRow.of(event, keys);
    assertFalse(
        new AuditRow(event.ended(AuditEvent.Outcome.REFUSED, "PASSWORD_WRONG"), 1, altered.mac())
            .isGenuine(keys));
  }

  @Test
  void whatIsRolledBackLeavesNoRow() {
    // when
    assertThrows(
        IllegalStateException.class,
        () ->
            await(
                () ->
                    ledger.<Void>change(
                        Actor.SYSTEM,
                        tenant,
                        "test.fail",
                        () -> Uni.createFrom().failure(new IllegalStateException("planted")))));

    // then
    assertEquals(0, count("test.fail"));

    // when
    await(
        () ->
            ledger.change(
                Actor.SYSTEM,
                tenant,
                "test.succeed",
                () -> Uni.createFrom().item(Ledger.Changed.of("done", "test", "test"))));

    // then
    assertEquals(1, count("test.succeed"));
  }

  private boolean isGenuine(AuditEvent event) {
    return await(
            () ->
                ledger.read(
                    tenant,
                    () -> AuditEntity.<AuditEntity>find("id = ?1", event.id()).singleResult()))
        .toRow()
        .isGenuine(keys);
  }

  private JsonObject row(UUID id) {
    var row =
        pool.preparedQuery(
                "SELECT to_jsonb(a) - 'id' - 'mac' FROM audit_event a WHERE tenant_id = $1 AND id = $2")
            .executeAndAwait(Tuple.of(tenant, id))
            .iterator()
            .next();
    return row.getJsonObject(0);
  }

  private long count(String action) {
    return pool.preparedQuery(
            "SELECT count(*) FROM audit_event WHERE tenant_id = $1 AND action = $2")
        .executeAndAwait(Tuple.of(tenant, action))
        .iterator()
        .next()
        .getLong(0);
  }

  private AuditEvent event() {
    return new AuditEvent(
        tenant,
        ids.next(),
        Instant.parse("2026-11-01T12:00:00.123456Z"),
        "test.act",
        AuditEvent.Outcome.REFUSED,
        "CODE_WRONG",
        new Actor("api-client", "näme", "request"),
        "user",
        "jdoe",
        tenant,
        7L,
        "198.51.100.7",
        "detail");
  }
}
