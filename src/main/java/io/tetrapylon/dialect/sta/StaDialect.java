package io.tetrapylon.dialect.sta;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** STA's authenticator management API: its root, and its answers to what goes wrong. */
@Singleton
final class StaDialect implements Dialect {
  static final String ROOT = "/api/v1/tenants";

  /** Attestations with their certificates are longer than what other requests carry. */
  private static final int MAX_BODY_BYTES = 128 * 1024;

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return render(reason, message, "");
  }

  @Override
  public Rendering render(Reason reason, String message, String requestId) {
    return StaWords.problem(reason, message).rendering(requestId);
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  /** Base64 has slashes, and a user's id is written in it. */
  @Override
  public boolean allowsEncodedSlash() {
    return true;
  }
}
