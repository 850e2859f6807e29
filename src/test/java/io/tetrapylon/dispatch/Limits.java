package io.tetrapylon.dispatch;

import java.time.Duration;

/** The limits of dispatch in a test: short ones, towards this machine. */
public record Limits(
    boolean allowLoopback,
    int concurrency,
    String tick,
    Duration connectTimeout,
    Duration timeout,
    int answerLimit,
    Duration firstRetry,
    Duration longestRetry,
    int breakerFailures,
    Duration breakerPause,
    int monthsKept)
    implements DispatchConfig {
  public static final Limits LOOPBACK = of(true);
  public static final Limits PRODUCTION = of(false);

  private static Limits of(boolean allowLoopback) {
    return new Limits(
        allowLoopback,
        8,
        "off",
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        16_384,
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        1000,
        Duration.ofMillis(200),
        2);
  }

  Limits within(Duration limit) {
    return new Limits(
        allowLoopback,
        concurrency,
        tick,
        connectTimeout,
        limit,
        answerLimit,
        firstRetry,
        longestRetry,
        breakerFailures,
        breakerPause,
        monthsKept);
  }

  Limits breakingAfter(int failures) {
    return new Limits(
        allowLoopback,
        concurrency,
        tick,
        connectTimeout,
        timeout,
        answerLimit,
        firstRetry,
        longestRetry,
        failures,
        breakerPause,
        monthsKept);
  }
}
