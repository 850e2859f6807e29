package io.tetrapylon.dispatch;

/**
 * A destination that no message may go to, however often it is tried: its scheme, its host or its
 * address is not allowed. The message names the rule and not the address, which operators of a
 * tenant need not learn.
 */
public final class EgressRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EgressRefused(String rule) {
    super(rule, null, false, false);
  }
}
