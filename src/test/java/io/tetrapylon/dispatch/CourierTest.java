package io.tetrapylon.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The outbox and its courier on the store, against a server of the test.
 *
 * <p>The long form: {@code -Dtetrapylon.test.messages=10000}.
 */
@QuarkusTest
@TestProfile(ToldProfile.class)
class CourierTest {
  private static final int MESSAGES = Integer.getInteger("tetrapylon.test.messages", 1000);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Inject Phones phones;
  @Inject Told told;
  @Inject ChannelSettings settings;
  @Inject OutboxRows rows;
  @Inject Sender sender;
  @Inject Vertx vertx;
  @Inject Ids ids;
  @Inject GuardedTenant given;

  /** How often the server saw each id, by its answer. */
  final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

  final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
  final AtomicInteger visits = new AtomicInteger();

  UUID tenant;
  UUID user;
  HttpServer server;
  Function<HttpServerRequest, Integer> answer = request -> 204;

  Handler<HttpServerRequest> slow;

  @BeforeEach
  void aTenantWithAWebhook() {
    phones.run("DELETE FROM outbox");
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    tenant = phones.tenant("127.0.0.1");
    user = phones.user(tenant);
    var secret = new JsonObject().put("secret", "whsec_" + "QUJD".repeat(10));
    given.await(() -> settings.set(Actor.SYSTEM, tenant, ChannelKind.WEBHOOK, secret, null));
  }

  @AfterEach
  void stop() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void serve(HttpServerRequest request) {
    if (slow != null) {
      slow.handle(request);
      return;
    }
    visits.incrementAndGet();
    int status = answer.apply(request);
    var seen = status < 300 ? taken : refused;
    seen.computeIfAbsent(request.getHeader("webhook-id"), id -> new AtomicInteger())
        .incrementAndGet();
    request.response().setStatusCode(status).end();
  }

  @Test
  void aPushGoesToEachPhoneThatOpens() {
    // given two phones, one that is suspended, one without a target, one whose target is off
    webhook();
    webhook();
    var suspended = webhook();
    phones.run(
        """
        UPDATE credential c SET state = 'DISABLED' FROM credential_device d, dispatch_target t
         WHERE t.tenant_id = $1 AND t.id = $2 AND d.tenant_id = $1 AND d.device_id = t.device_id
           AND c.tenant_id = $1 AND c.id = d.credential_id""",
        tenant,
        suspended);
    phones.credential(tenant, user, phones.device(tenant, user));
    phones.run(
        "UPDATE dispatch_target SET active = false WHERE tenant_id = $1 AND id = $2",
        tenant,
        webhook());
    var challenge = ids.next();

    // when
    assertEquals(2, phones.enqueue(tenant, user, challenge, LONG));
    assertEquals(List.of(2, 0, 0), phones.standing(tenant, challenge));
    courier(8).nudge();

    // then
    eventually(() -> phones.standing(tenant, challenge).equals(List.of(0, 2, 0)));
    assertEquals(2, taken.size());
  }

  @Test
  void nobodyElsesPhoneIsReached() {
    webhook();
    var other = phones.tenant("127.0.0.1");

    assertEquals(0, phones.enqueue(other, user, ids.next(), LONG));
    assertEquals(0, phones.enqueue(tenant, phones.user(tenant), ids.next(), LONG));
  }

  @Test
  void everyMessageIsSentOrMarkedInTimeThoughTheServerFailsHalfOfTheTime() {
    // given
    var turn = new AtomicInteger();
    answer = request -> turn.incrementAndGet() % 2 == 0 ? 503 : 200;
    webhook();
    for (int i = 0; i < MESSAGES; i++) {
      phones.enqueue(tenant, user, ids.next(), LONG);
    }

    // when two nodes work on it
    var one = courier(16);
    var two = courier(16);
    eventually(
        () -> {
          one.nudge();
          two.nudge();
          return count("QUEUED") == 0;
        });

    // then
    assertEquals(MESSAGES, count("SENT"));
    assertEquals(stored(), taken.keySet());
    assertTrue(stored().containsAll(refused.keySet()));
    assertTrue(taken.values().stream().allMatch(times -> times.get() == 1), "sent twice");
    assertEquals(
        0,
        value("SELECT count(*)::int FROM outbox WHERE tenant_id = $1 AND sent_at >= expires_at"));
  }

  @Test
  void twoCouriersClaimEachMessageOnce() {
    webhook();
    for (int i = 0; i < 200; i++) {
      phones.enqueue(tenant, user, ids.next(), LONG);
    }

    // when as many claims as would take all of them five times over
    var claimed =
        IntStream.range(0, 50)
            .mapToObj(i -> rows.claim(20, LONG).subscribeAsCompletionStage())
            .toList()
            .stream()
            .flatMap(claim -> claim.join().held().stream())
            .map(held -> held.row().id())
            .toList();

    // then
    assertEquals(200, Set.copyOf(claimed).size());
    assertEquals(200, claimed.size());
    assertEquals(200, value("SELECT sum(attempts)::int FROM outbox WHERE tenant_id = $1"));
  }

  @Test
  void whatADeadNodeHeldIsSentWhenItsLeaseEnds() {
    // given a node that claimed and died
    webhook();
    phones.enqueue(tenant, user, ids.next(), LONG);
    assertEquals(1, claim(LONG).held().size());

    // when
    courier(8).nudge();
    assertEquals(0, claim(LONG).count());
    phones.run("UPDATE outbox SET next_at = now() WHERE tenant_id = $1", tenant);
    courier(8).nudge();

    // then
    eventually(() -> count("SENT") == 1);
    assertEquals(2, value("SELECT attempts FROM outbox WHERE tenant_id = $1"));
  }

  @Test
  void whoseLeaseEndedDoesNotPutBackWhatAnotherHolds() {
    webhook();
    phones.enqueue(tenant, user, ids.next(), LONG);
    var first = claim(LONG).held().get(0);
    phones.run("UPDATE outbox SET next_at = now() WHERE tenant_id = $1", tenant);
    var second = claim(LONG).held().get(0);

    // when
    rows.retry(first.row(), "503", Duration.ZERO).await().indefinitely();

    // then
    assertEquals(0, claim(LONG).count());
    rows.retry(second.row(), "503", Duration.ZERO).await().indefinitely();
    assertEquals(1, claim(LONG).count());
  }

  @Test
  void whatIsTooLateIsMarkedBeforeItsExpiryAndNotSent() {
    webhook();
    phones.enqueue(tenant, user, ids.next(), Duration.ofMillis(1500));

    courier(8).nudge();

    eventually(() -> count("FAILED") == 1);
    assertEquals(0, visits.get());
    assertEquals("expired ", text("SELECT outcome FROM outbox WHERE tenant_id = $1"));
    assertEquals(
        1, value("SELECT count(*)::int FROM outbox WHERE tenant_id = $1 AND expires_at > now()"));
  }

  @Test
  void whatFailedAndWouldComeTooLateIsMarkedAtOnce() {
    answer = request -> 503;
    webhook();
    phones.enqueue(tenant, user, ids.next(), Duration.ofMillis(2600));
    var courier = courier(8);

    eventually(
        () -> {
          courier.nudge();
          return count("FAILED") == 1;
        });

    assertTrue(visits.get() >= 1);
    assertEquals(
        1, value("SELECT count(*)::int FROM outbox WHERE tenant_id = $1 AND expires_at > now()"));
  }

  @Test
  void aTargetThatIsGoneIsNotUsedAgain() {
    answer = request -> 410;
    var target = webhook();
    phones.enqueue(tenant, user, ids.next(), LONG);

    courier(8).nudge();

    eventually(() -> count("GONE") == 1);
    assertEquals(0, phones.enqueue(tenant, user, ids.next(), LONG));
    assertEquals(
        false,
        phones
            .run(
                "SELECT active FROM dispatch_target WHERE tenant_id = $1 AND id = $2",
                tenant,
                target)
            .get(0)
            .getBoolean(0));
  }

  @Test
  void aTargetThatChangedMeanwhileStays() {
    var target = webhook();
    phones.enqueue(tenant, user, ids.next(), LONG);
    var held = claim(LONG).held().get(0);
    phones.run(
        "UPDATE dispatch_target SET version = version + 1 WHERE tenant_id = $1 AND id = $2",
        tenant,
        target);

    rows.gone(held, "410").await().indefinitely();

    assertEquals(1, count("GONE"));
    assertEquals(1, phones.enqueue(tenant, user, ids.next(), LONG));
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotSent() {
    webhook();
    var challenge = ids.next();
    phones.enqueue(tenant, user, challenge, LONG);
    told.takenBack.add(challenge);

    courier(8).nudge();

    eventually(() -> count("FAILED") == 1);
    assertEquals(0, visits.get());
  }

  @Test
  void aHostThatTheTenantDoesNotAllowIsNotCalled() {
    phones.run("UPDATE tenant SET allowed_hosts = '{}' WHERE id = $1", tenant);
    webhook();
    phones.enqueue(tenant, user, ids.next(), LONG);

    courier(8).nudge();

    eventually(() -> count("FAILED") == 1);
    assertEquals("host not allowed", text("SELECT outcome FROM outbox WHERE tenant_id = $1"));
    assertEquals(0, visits.get());
  }

  @Test
  void noMoreAreUnderWayThanConfigured() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    slow =
        request -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          vertx.setTimer(
              20,
              t -> {
                now.decrementAndGet();
                request.response().end();
              });
        };
    webhook();
    for (int i = 0; i < 40; i++) {
      phones.enqueue(tenant, user, ids.next(), LONG);
    }

    courier(5).nudge();

    eventually(() -> count("SENT") == 40);
    assertTrue(most.get() <= 5, "at once: " + most);
  }

  private UUID webhook() {
    var url = new JsonObject().put("url", "http://127.0.0.1:" + server.actualPort() + "/hook");
    return phones.target(tenant, user, ChannelKind.WEBHOOK, url);
  }

  /** Another node. */
  private Courier courier(int concurrency) {
    var base = Limits.LOOPBACK;
    var config =
        new Limits(
            true,
            concurrency,
            "off",
            base.connectTimeout(),
            base.timeout(),
            base.answerLimit(),
            base.firstRetry(),
            base.longestRetry(),
            base.breakerFailures(),
            base.breakerPause(),
            base.monthsKept());
    return new Courier(rows, sender, new Entropy(), config, vertx);
  }

  private OutboxRows.Claim claim(Duration lease) {
    return rows.claim(64, lease).await().indefinitely();
  }

  private int count(String state) {
    return phones
        .run("SELECT count(*)::int FROM outbox WHERE tenant_id = $1 AND state = $2", tenant, state)
        .get(0)
        .getInteger(0);
  }

  private Set<String> stored() {
    return phones.run("SELECT id FROM outbox WHERE tenant_id = $1", tenant).stream()
        .map(row -> row.getUUID(0).toString())
        .collect(Collectors.toSet());
  }

  private int value(String sql) {
    return phones.run(sql, tenant).get(0).getInteger(0);
  }

  private String text(String sql) {
    return phones.run(sql, tenant).get(0).getString(0);
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to that");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
