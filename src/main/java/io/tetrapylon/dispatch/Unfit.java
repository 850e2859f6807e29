package io.tetrapylon.dispatch;

/** An address, a setting or a content that a channel can do nothing with, however often. */
public final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In a few words for the outbox, without the value. */
  public Unfit(String what) {
    super(what, null, false, false);
  }
}
