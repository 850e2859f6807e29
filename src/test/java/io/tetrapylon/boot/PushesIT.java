package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.simulator.PhoneCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes while the push host fails half the time and the gateway is killed with its database: each
 * is delivered or marked not sent before its expiry, none is lost, and what comes twice has the
 * same id. The long form: {@code -Dtetrapylon.pushes=10000 -Dtetrapylon.kills=20}; see proofs.md.
 */
class PushesIT {
  private static final int PUSHES = Integer.getInteger("tetrapylon.pushes", 300);
  private static final int KILLS = Integer.getInteger("tetrapylon.kills", 2);
  private static final int UNREACHABLE = 5;
  private static final int CLIENTS = 8;

  /** Below the hundred that the widest limits let a user have; some are asked for in vain. */
  private static final int PUSHES_OF_A_USER = 60;

  private static final int USERS = Math.max(CLIENTS, PUSHES / PUSHES_OF_A_USER + 1);
  private static final int LIFETIME = 300;
  private static final int SHORT_LIFETIME = 15;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  final PushHost host = new PushHost(false);
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  final AtomicInteger asked = new AtomicInteger();
  volatile PackagedGateway gateway;
  volatile FrontDesk desk;
  Path data;
  Path tenant;
  int port;
  EmbeddedSql store;

  @BeforeEach
  void usersWithPhones() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    tenant = Files.writeString(folder.resolve("t.yaml"), FrontDesk.tenantFile("PUSH", USERS + 1));
    port = PackagedGateway.freePort();
    store = new EmbeddedSql(data);
    start();
    desk = FrontDesk.of("PUSH", gateway);
    desk.open(gateway, LIFETIME);
    for (int user = 0; user <= USERS; user++) {
      enrol(user, host.url(user == USERS ? "/never" : "/" + user));
    }
    store.run(REMEMBER_WHEN_MARKED);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.stop();
    host.close();
  }

  @Test
  void eachIsDeliveredOrMarkedInTime() throws Exception {
    var begin = System.nanoTime();
    var clients = Executors.newFixedThreadPool(CLIENTS);
    var running =
        java.util.stream.IntStream.range(0, CLIENTS)
            .mapToObj(client -> clients.submit(() -> pushUntilAllAreAsked(client)))
            .toList();
    clients.shutdown();
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitAcknowledged((long) PUSHES * kill / (KILLS + 1));
      killAndStartAgain();
    }
    assertTrue(clients.awaitTermination(30, TimeUnit.MINUTES));
    for (var client : running) {
      client.get();
    }
    awaitNothingQueued();
    assertFateOfEach();
    whoeverCannotBeReachedIsToldInTime();
    assertNothingIsLost();
    record(Duration.ofNanos(System.nanoTime() - begin));
  }

  private void killAndStartAgain() throws Exception {
    var down = Instant.now();
    gateway.kill();
    start();
    store.run("INSERT INTO downtime VALUES ('%s', '%s')".formatted(down, Instant.now()));
  }

  private void start() throws Exception {
    var options =
        List.of(
            "-Dtetrapylon.public-url=http://127.0.0.1:" + port,
            "-Dtetrapylon.dispatch.allow-loopback=true",
            "-Dtetrapylon.dispatch.timeout=2s");
    gateway = PackagedGateway.start(data, tenant, port, options);
  }

  private void enrol(int user, String url) throws Exception {
    var said = new ByteArrayOutputStream();
    var words =
        List.of(
            "enrol",
            desk.activation(gateway, user),
            "--webhook",
            url,
            "--file",
            folder.resolve("phone-" + user + ".json").toString());
    int status = PhoneCommand.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
    assertEquals(0, status, said.toString(StandardCharsets.UTF_8));
  }

  /** What was not acknowledged because of a kill is asked for again, as a user would. */
  private Void pushUntilAllAreAsked(int client) throws Exception {
    int user = client;
    while (asked.incrementAndGet() <= PUSHES) {
      String id = null;
      while (id == null) {
        id = push(user);
        user = (user + CLIENTS) % USERS;
      }
      acknowledged.add(id);
    }
    return null;
  }

  /** The transaction, or null when the gateway died over it. */
  private String push(int user) throws InterruptedException {
    try {
      var answer = desk.push(gateway, user);
      if (answer.statusCode() == 503) {
        return null;
      }
      assertEquals(200, answer.statusCode(), answer.body());
      return new JsonObject(answer.body()).getString("transactionId");
    } catch (IOException killed) {
      TimeUnit.MILLISECONDS.sleep(100);
      return null;
    }
  }

  private void awaitAcknowledged(long number) throws InterruptedException {
    while (acknowledged.size() < number) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void awaitNothingQueued() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIFETIME + 30);
    while (store.number("SELECT count(*) FROM outbox WHERE state = 'QUEUED'") > 0) {
      assertTrue(System.nanoTime() < end, "still queued after its expiry");
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void assertFateOfEach() throws Exception {
    var sent = store.column("SELECT id FROM outbox WHERE state = 'SENT'");
    assertTrue(host.taken().containsAll(sent), "marked as sent, and never taken");
    var all = new HashSet<>(store.column("SELECT id FROM outbox"));
    assertTrue(all.containsAll(host.taken()), "taken, and in no outbox");
    assertEquals(
        List.of(),
        store.column("SELECT challenge_id || ' ' || state FROM outbox WHERE state = 'GONE'"));
    host.idsOfChallenges()
        .forEach((challenge, ids) -> assertEquals(1, ids.size(), challenge + " came as " + ids));
    assertEquals(List.of(), List.copyOf(host.broken()));
  }

  /** Their pushes live so short that a kill could outlast them, so nobody is killed any more. */
  private void whoeverCannotBeReachedIsToldInTime() throws Exception {
    desk.open(gateway, SHORT_LIFETIME);
    var pushes = new ArrayList<String>();
    for (int i = 0; i < UNREACHABLE; i++) {
      pushes.add(push(USERS));
    }
    for (var id : pushes) {
      assertEquals("201045013", desk.poll(gateway, id, SHORT_LIFETIME).getString("detail"));
    }
    acknowledged.addAll(pushes);
  }

  private void assertNothingIsLost() throws Exception {
    var enqueued = Set.copyOf(store.column("SELECT challenge_id FROM outbox"));
    assertTrue(enqueued.containsAll(acknowledged), "acknowledged, and in no outbox");
    assertEquals(List.of(), store.column(NOT_MARKED_IN_TIME));
    assertEquals(PUSHES + UNREACHABLE, acknowledged.size());
  }

  private void record(Duration time) throws Exception {
    Proof.record(
        "%d pushes acknowledged, %d kills, %d attempts at a host that fails half of them: %d sent, %d marked not sent in time, %d taken more than once under the same id, %d s"
            .formatted(
                acknowledged.size(),
                KILLS,
                host.attempts(),
                store.number("SELECT count(*) FROM outbox WHERE state = 'SENT'"),
                store.number("SELECT count(*) FROM outbox WHERE state = 'FAILED'"),
                host.repeated(),
                time.toSeconds()));
  }

  /** Where no gateway lived when it expired, the next one marks it as soon as it has started. */
  private static final String NOT_MARKED_IN_TIME =
      """
      SELECT o.id || ' ' || o.state FROM outbox o LEFT JOIN marked m USING (id)
       WHERE m.at IS NULL
          OR m.at >= o.expires_at AND NOT EXISTS (
               SELECT FROM downtime d WHERE d.down < o.expires_at AND d.up > o.expires_at - interval '5 seconds'
                  AND m.at < d.up + interval '30 seconds')""";

  /** The outbox tells what became of a message and not when; the proof wants to know. */
  private static final String REMEMBER_WHEN_MARKED =
      """
      CREATE TABLE downtime (down timestamptz NOT NULL, up timestamptz NOT NULL);
      CREATE TABLE marked (id uuid PRIMARY KEY, at timestamptz NOT NULL);
      CREATE FUNCTION remember_when_marked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO marked VALUES (NEW.id, clock_timestamp());
        RETURN NULL;
      END $$;
      CREATE TRIGGER remember_when_marked AFTER UPDATE ON outbox FOR EACH ROW
        WHEN (OLD.state = 'QUEUED' AND NEW.state <> 'QUEUED') EXECUTE FUNCTION remember_when_marked();
      """;
}
