package io.tetrapylon.dialect;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is being worked on, so that a flood is refused before it costs anything. */
final class InFlight {
  private final AtomicInteger count = new AtomicInteger();
  private final int limit;

  InFlight(int limit) {
    this.limit = limit;
  }

  /** Takes a place; false where none is left. */
  boolean enter() {
    if (count.incrementAndGet() <= limit) {
      return true;
    }
    leave();
    return false;
  }

  /** Gives a place back, once for each that was taken. */
  void leave() {
    count.decrementAndGet();
  }

  /** How many places are taken. */
  int count() {
    return count.get();
  }
}
