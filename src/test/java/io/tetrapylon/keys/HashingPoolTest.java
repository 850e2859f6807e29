package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HashingPool pool = new HashingPool(1, 1, meters);

  @AfterEach
  void stop() {
    pool.stop();
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnceAndWhatWaitsIsCounted() throws InterruptedException {
    // given
    var isBusy = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var first = pool.run(() -> awaitLatch(isBusy, mayEnd)).subscribeAsCompletionStage();
    isBusy.await();
    var second = pool.run(() -> "second").subscribeAsCompletionStage();
    var third = pool.run(() -> "third");

    // when
    var refusal = assertThrows(Refusal.class, () -> third.await().indefinitely());

    // then
    assertEquals(Reason.OVERLOADED, refusal.reason());
    assertEquals(1, meters.get("tetrapylon.passwords.queue").gauge().value());
    mayEnd.countDown();
    assertEquals("first", first.join());
    assertEquals("second", second.join());
  }

  @Test
  void theWorkIsDoneOnAThreadOfItsOwn() {
    var name = pool.run(() -> Thread.currentThread().getName()).await().indefinitely();

    assertTrue(name.startsWith("password-hashing-"), name);
  }

  @Test
  void theResultComesBackOnTheCallersContext() {
    // given
    var vertx = Vertx.vertx();
    var context = vertx.getOrCreateContext();
    var resultContext = new CompletableFuture<Object>();

    // when
    context.runOnContext(
        v ->
            pool.run(() -> "done")
                .subscribe()
                .with(done -> resultContext.complete(Vertx.currentContext())));

    // then
    assertSame(context, resultContext.join());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void withoutAContextTheConsumerIsNotLeftOnTheHashingThread() {
    var thread =
        pool.run(() -> "done").map(done -> Thread.currentThread().getName()).await().indefinitely();

    assertFalse(thread.startsWith("password-hashing-"), thread);
  }

  @Test
  void aFailureOfTheWorkIsTheFailureOfTheUni() {
    var broken =
        pool.run(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThrows(IllegalStateException.class, () -> broken.await().indefinitely());
  }

  private static String awaitLatch(CountDownLatch isBusy, CountDownLatch mayEnd) {
    isBusy.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "first";
  }
}
