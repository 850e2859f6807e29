package io.tetrapylon.dialect.mobile;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bounds what a node spends on enrolments: everybody may try to enrol, and each try costs a
 * signature's verification and a transaction.
 */
@Singleton
class EnrolmentBudget {
  private static final long MINUTE_MILLIS = 60_000;

  private final int limit;
  private final Clock clock;
  private final AtomicReference<Spent> spent = new AtomicReference<>(new Spent(0, 0));

  @Inject
  EnrolmentBudget(MobileConfig config, Clock clock) {
    this(config.enrolmentsPerMinute(), clock);
  }

  EnrolmentBudget(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  private record Spent(long minute, int count) {
    Spent and(long now) {
      return now == minute ? new Spent(minute, count + 1) : new Spent(now, 1);
    }
  }

  /** Spends one try, or refuses with {@code OVERLOADED}. */
  void spend() {
    long minute = clock.millis() / MINUTE_MILLIS;
    if (spent.updateAndGet(before -> before.and(minute)).count() > limit) {
      throw new Refusal(Reason.OVERLOADED);
    }
  }
}
