package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push that no phone can be told of: whoever waits for it hears of that at once. */
@QuarkusTest
class UnsentTest {
  /** Far beyond what a test waits, so that only a word from the courier ends a wait. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Transactions transactions;
  @Inject Waiters waiters;
  @Inject Vertx vertx;

  Listener listener;
  Fixture.Tenant tenant;
  TestPhone phone;

  @BeforeEach
  void aPhoneThatIsReachedByWebhook() {
    listener = new Listener(vertx);
    tenant = phones.tenant();
    phones.unlimited(tenant);
    phones.webhooks(tenant);
    phone = phones.phone(tenant, fixture.user(tenant, "jdoe"));
    phones.reach(tenant, phone, listener.url());
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void aWaitingPollHearsThatTheLastMessageFailed() throws Exception {
    var id = push();
    var message = listener.next();
    var waiting = wait(id);

    message.answer(400);

    assertEquals(Progress.Phase.UNSENT, waiting.get(10, TimeUnit.SECONDS).phase());
  }

  @Test
  void aWaitingPollHearsThatThePhoneIsGone() throws Exception {
    var id = push();
    var message = listener.next();
    var waiting = wait(id);

    message.answer(410);

    assertEquals(Progress.Phase.UNSENT, waiting.get(10, TimeUnit.SECONDS).phase());
  }

  @Test
  void whileAnotherPhoneMayStillBeToldTheWaitGoesOn() throws Exception {
    var second = phones.phone(tenant, phone.user());
    phones.reach(tenant, second, listener.url());
    var id = push();
    var one = listener.next();
    var other = listener.next();
    var waiting = wait(id);

    one.answer(400);
    awaitFailed(id);
    assertTrue(!waiting.isDone());
    other.answer(400);

    assertEquals(Progress.Phase.UNSENT, waiting.get(10, TimeUnit.SECONDS).phase());
  }

  @Test
  void aPhoneThatAsksByItselfGetsWhatItWasNotToldOf() throws Exception {
    var id = push();
    listener.next().answer(400);
    awaitFailed(id);

    var text = challenges.one(tenant.id(), phone.device(), id).await().indefinitely().text();

    assertEquals(id.toString(), TestPhone.claims(text).getString("cid"));
    assertEquals(
        Progress.Phase.REACHED,
        transactions.progress(owner(id), id).await().indefinitely().phase());
  }

  private void awaitFailed(UUID id) {
    long failed = 0;
    for (int visits = 0; failed == 0; visits++) {
      assertTrue(visits < 10_000, "nothing failed");
      failed =
          (long)
              fixture.value(
                  "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND challenge_id = $2 AND state = 'FAILED'",
                  Tuple.of(tenant.id(), id));
    }
  }

  private UUID push() {
    var asked = Map.of("login", "jdoe", "type", "PUSH");
    return UUID.fromString(
        FrontEnd.of(tenant).post(Phones.PLAIN, "transactions", asked).path("transactionId"));
  }

  private CompletableFuture<Progress> wait(UUID id) {
    var waiting =
        transactions
            .progress(owner(id), id, WAIT)
            .subscribeAsCompletionStage()
            .toCompletableFuture();
    for (int looks = 0; !waiters.awaited().contains(new ChallengeKey(tenant.id(), id)); looks++) {
      assertTrue(looks < 1_000_000, "nobody waits");
    }
    return waiting;
  }

  private Owner owner(UUID id) {
    var caller = (UUID) phones.column(tenant, id.toString(), "caller_id");
    return new Owner(tenant.id(), caller, Phones.PLAIN, Actor.SYSTEM);
  }
}
