package io.tetrapylon.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of what goes out. */
@ConfigMapping(prefix = "tetrapylon.dispatch")
public interface DispatchConfig {
  /**
   * Lets outbound requests reach this machine itself, also without TLS: for development and tests.
   * A gateway in production refuses to start with it.
   */
  @WithDefault("false")
  boolean allowLoopback();

  /** How many messages a node has under way at once (1 to 1000). */
  @WithDefault("64")
  int concurrency();

  /** How often a node looks for messages that a nudge missed; {@code off} for never. */
  @WithDefault("1s")
  String tick();

  /** How long a connection may take to be there. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** How long one attempt may take in all, from resolving the name to the end of the answer. */
  @WithDefault("10s")
  Duration timeout();

  /** The longest answer that is read, in bytes; a longer one is a failure. */
  @WithDefault("65536")
  int answerLimit();

  /** How long after its first failure a message is sent again; it doubles with each. */
  @WithDefault("500ms")
  Duration firstRetry();

  /** The longest pause between two attempts, unless the provider asks for a longer one. */
  @WithDefault("15s")
  Duration longestRetry();

  /** After how many failures in a row a host is left alone (1 or more). */
  @WithDefault("10")
  int breakerFailures();

  /** How long it is left alone before one attempt tries it again. */
  @WithDefault("5s")
  Duration breakerPause();

  /** How many whole months the outbox is kept beside the running one; 0 for all. */
  @WithDefault("2")
  int monthsKept();
}
