package io.tetrapylon.kernel;

/**
 * A request that is broken or not permitted: it rolls back whatever was begun.
 *
 * <p>A wrong code is not a refusal but a decision, which is committed and audited. The message is
 * for the log and for operators; what a caller reads is chosen by the dialect from {@link
 * #reason()}, except for {@code MEMBER_INVALID}, {@code CONFLICT} and {@code OBJECT_UNKNOWN}, whose
 * message names what was wrong with the caller's own input.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A refusal that needs no more than its reason. */
  public Refusal(Reason reason) {
    this(reason, reason.name());
  }

  /** A refusal with a sentence about what was wrong; it never holds a secret. */
  public Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
