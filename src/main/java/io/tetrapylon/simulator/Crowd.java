package io.tetrapylon.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many phones in one process: each enrols, asks every second, and approves what needs no digits.
 */
final class Crowd {
  private static final int ENROL_AT_ONCE = 50;

  private final GatewayLine gateway;
  private final PrintStream out;
  private final AtomicLong approved = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  Crowd(GatewayLine gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  /** Enrols all, then answers for that long. */
  void run(List<Invitation> invitations, Duration time) {
    var phones = enrol(invitations);
    out.println(phones.size() + " phones enrolled");
    var ticks = Executors.newScheduledThreadPool(1);
    try {
      for (int i = 0; i < phones.size(); i++) {
        var phone = phones.get(i);
        ticks.scheduleAtFixedRate(
            () -> ask(phone), i * 1000L / phones.size(), 1000, TimeUnit.MILLISECONDS);
      }
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ticks.shutdownNow();
    }
    out.println(approved + " approved, " + refused + " refused");
  }

  private List<SimulatedPhone> enrol(List<Invitation> invitations) {
    var phones = new ArrayList<SimulatedPhone>(invitations.size());
    for (int from = 0; from < invitations.size(); from += ENROL_AT_ONCE) {
      var some =
          invitations.subList(from, Math.min(invitations.size(), from + ENROL_AT_ONCE)).stream()
              .map(invitation -> gateway.enrol(invitation, "Crowd", null))
              .toList();
      some.stream().map(CompletableFuture::join).forEach(phones::add);
    }
    return phones;
  }

  private void ask(SimulatedPhone phone) {
    gateway
        .challenges(phone)
        .thenAccept(all -> all.forEach(challenge -> approve(phone, challenge)))
        .exceptionally(failed -> null);
  }

  private void approve(SimulatedPhone phone, Challenge challenge) {
    if (!challenge.wantsDigits()) {
      gateway
          .answer(phone, challenge, "approve", "")
          .whenComplete((state, failed) -> (failed == null ? approved : refused).incrementAndGet());
    }
  }
}
