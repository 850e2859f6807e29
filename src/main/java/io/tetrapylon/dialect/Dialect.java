package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;

/**
 * One wire API: the paths that are its own, and its words for every failure.
 *
 * <p>Each is a CDI bean; the edge finds them all, so another one needs no change here. All methods
 * run on an event loop and must not block.
 */
public interface Dialect {
  /** How much of a body is read unless a dialect says otherwise, in bytes. */
  int DEFAULT_BODY_BYTES = 64 * 1024;

  /**
   * Whether a path is below this dialect's root.
   *
   * @param path the path as it was sent, without the query, still percent-encoded
   */
  boolean owns(String path);

  /**
   * The answer to a request that failed. What the caller may learn is decided here.
   *
   * @param reason why it failed
   * @param message for {@code MEMBER_INVALID}, {@code CONFLICT} and {@code OBJECT_UNKNOWN} what was
   *     wrong with the caller's own input; for any other reason it is not meant for the caller
   */
  Rendering render(Reason reason, String message);

  /**
   * The same, for a dialect that names the request in the body of a failure.
   *
   * @param requestId names the request, as the header {@code X-Request-Id} does
   */
  default Rendering render(Reason reason, String message, String requestId) {
    return render(reason, message);
  }

  /** The longest body that is read, in bytes; a longer one is {@link Reason#BODY_TOO_LARGE}. */
  default int maxBodyBytes() {
    return DEFAULT_BODY_BYTES;
  }

  /** The same for one path, where some take more than the others. */
  default int maxBodyBytes(String path) {
    return maxBodyBytes();
  }

  /** Whether {@code %2F} may stand inside a path segment. */
  default boolean allowsEncodedSlash() {
    return false;
  }
}
