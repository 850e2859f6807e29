package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that expire at the same moment on three gateways: each gets one event in the audit
 * trail and one callback. The long form: {@code -Dtetrapylon.expiries=50000}; see proofs.md.
 */
class ExpiriesIT {
  private static final int EXPIRIES = Integer.getInteger("tetrapylon.expiries", 3000);
  private static final int NODES = 3;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  final PushHost callback = new PushHost(true);
  final List<PackagedGateway> nodes = new ArrayList<>();
  EmbeddedSql store;

  @BeforeEach
  void threeGateways() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var tenant = Files.writeString(folder.resolve("t.yaml"), FrontDesk.tenantFile("TIME", 1));
    for (int node = 0; node < NODES; node++) {
      nodes.add(
          PackagedGateway.start(
              data,
              tenant,
              PackagedGateway.freePort(),
              List.of("-Dtetrapylon.dispatch.allow-loopback=true")));
    }
    store = new EmbeddedSql(data);
    FrontDesk.of("TIME", nodes.get(0)).open(nodes.get(0), 60);
    store.run("UPDATE tenant SET callback_url = '%s'".formatted(callback.url("/")));
  }

  @AfterEach
  void stop() throws Exception {
    for (var node : nodes) {
      node.stop();
    }
    callback.close();
  }

  @Test
  void eachGetsOneEvent() throws Exception {
    store.run(EXPIRE_SOON.formatted(EXPIRIES));
    var begin = System.nanoTime();

    await("SELECT count(*) FROM challenge WHERE state = 'PENDING'");
    var swept = Duration.ofNanos(System.nanoTime() - begin);
    await("SELECT count(*) FROM outbox WHERE state = 'QUEUED'");

    var subjects =
        store.column("SELECT subject FROM audit_event WHERE action = 'transaction.expire'");
    assertEquals(EXPIRIES, subjects.size());
    assertEquals(EXPIRIES, Set.copyOf(subjects).size());
    assertEquals(EXPIRIES, callback.taken().size());
    assertEquals(Set.copyOf(subjects), callback.idsOfChallenges().keySet());
    assertEquals(0, callback.repeated());
    Proof.record(
        "%d transactions expired on %d gateways within %d s: %d events and %d callbacks, no two the same"
            .formatted(
                EXPIRIES, NODES, swept.toSeconds(), subjects.size(), callback.taken().size()));
  }

  private void await(String count) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
    while (store.number(count) > 0) {
      assertTrue(System.nanoTime() < end, "still more than 0: " + count);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** All at the same moment, when every node is about to look. */
  private static final String EXPIRE_SOON =
      """
      INSERT INTO challenge (tenant_id, id, kind, user_id, resource_id, caller_id, origin, network, stranger, nonce,
             context, state, created_at, expires_at)
      SELECT u.tenant_id, uuidv7(), 'PUSH', u.id, 1, u.id, '', 'none', false, '', '{}', 'PENDING', now(),
             now() + interval '5 seconds'
        FROM app_user u, generate_series(1, %d) WHERE u.username = 'user0'""";
}
