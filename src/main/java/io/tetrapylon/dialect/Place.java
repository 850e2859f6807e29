package io.tetrapylon.dialect;

import java.util.concurrent.atomic.AtomicBoolean;

/** A request's place among those in flight; it is given back once, however often that is said. */
final class Place {
  private final AtomicBoolean taken = new AtomicBoolean(true);
  private final Runnable giveBack;

  Place(Runnable giveBack) {
    this.giveBack = giveBack;
  }

  void giveBack() {
    if (taken.getAndSet(false)) {
      giveBack.run();
    }
  }
}
