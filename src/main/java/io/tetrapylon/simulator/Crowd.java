package io.tetrapylon.simulator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many phones in one process: each enrols, asks every second or takes pushes, and approves what
 * needs no digits.
 */
final class Crowd {
  private static final int ENROL_AT_ONCE = 50;

  private final GatewayLine gateway;
  private final PrintStream out;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final AtomicLong approved = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Duration time;
  private final CountDownLatch answersLeft;

  /**
   * A crowd that ends after that time or that many answers.
   *
   * @param answers 0 for no end but the time's
   */
  Crowd(GatewayLine gateway, PrintStream out, Duration time, int answers) {
    this.gateway = gateway;
    this.out = out;
    this.time = time;
    this.answersLeft = new CountDownLatch(answers == 0 ? Integer.MAX_VALUE : answers);
  }

  /** Enrols all; each asks every second. */
  void ask(List<Invitation> invitations) {
    var phones = enrol(invitations, number -> null);
    var ticks = Executors.newScheduledThreadPool(1);
    try {
      for (int i = 0; i < phones.size(); i++) {
        var phone = phones.get(i);
        ticks.scheduleAtFixedRate(
            () -> ask(phone), i * 1000L / phones.size(), 1000, TimeUnit.MILLISECONDS);
      }
      awaitEnd();
    } finally {
      ticks.shutdownNow();
    }
    out.println(approved + " approved, " + refused + " refused");
  }

  /** Enrols all; each is pushed to at a path of its own on this port. */
  void listen(List<Invitation> invitations, int port) throws IOException {
    var phones = new ArrayList<SimulatedPhone>();
    try (var receiver = new Receiver(port, (number, push) -> take(phones.get(number), push))) {
      phones.addAll(enrol(invitations, receiver::url));
      receiver.open();
      awaitEnd();
      out.println(receiver.count() + " pushes");
    }
    out.println(approved + " approved, " + refused + " refused");
  }

  private void awaitEnd() {
    try {
      if (answersLeft.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        out.println("All answered.");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<SimulatedPhone> enrol(
      List<Invitation> invitations, IntFunction<@Nullable URI> listensAt) {
    var phones = new ArrayList<SimulatedPhone>(invitations.size());
    while (phones.size() < invitations.size()) {
      var some = new ArrayList<CompletableFuture<SimulatedPhone>>();
      int end = Math.min(invitations.size(), phones.size() + ENROL_AT_ONCE);
      for (int i = phones.size(); i < end; i++) {
        some.add(gateway.enrol(invitations.get(i), "Crowd", listensAt.apply(i)));
      }
      some.stream().map(CompletableFuture::join).forEach(phones::add);
    }
    out.println(phones.size() + " phones enrolled");
    return phones;
  }

  private void ask(SimulatedPhone phone) {
    gateway
        .challenges(phone)
        .thenAccept(all -> all.forEach(challenge -> approve(phone, challenge)))
        .exceptionally(failed -> null);
  }

  /** A push may come more than once; it is answered once. */
  private void take(SimulatedPhone phone, JsonObject push) {
    gateway
        .pushed(phone, push)
        .thenAccept(
            challenge -> {
              if (taken.add(challenge.id())) {
                approve(phone, challenge);
              }
            })
        .exceptionally(failed -> null);
  }

  private void approve(SimulatedPhone phone, Challenge challenge) {
    if (!challenge.wantsDigits()) {
      gateway
          .answer(phone, challenge, "approve", "")
          .whenComplete(
              (state, failed) -> {
                (failed == null ? approved : refused).incrementAndGet();
                answersLeft.countDown();
              });
    }
  }
}
