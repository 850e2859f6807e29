package io.tetrapylon.dialect.hidscim;

/** A request that this API refuses with an error of its own that the core knows nothing of. */
final class HidRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HidError error;

  /** A refusal with a sentence for the caller; it never repeats a secret. */
  HidRefusal(HidError error, String detail) {
    super(detail, null, false, false);
    this.error = error;
  }

  /** What the caller is told, with the message as the detail. */
  HidError error() {
    return error;
  }

  /** A filter that cannot be read. */
  static HidRefusal filter(String detail) {
    return new HidRefusal(HidError.INVALID_FILTER, detail);
  }
}
