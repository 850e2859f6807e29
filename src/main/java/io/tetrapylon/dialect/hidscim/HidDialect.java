package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The HID SCIM API: its paths, and its answers to what goes wrong. */
@Singleton
final class HidDialect implements Dialect {
  static final String SCIM = "/scim";
  static final String CONFIGURATION = "/configuration";

  @Override
  public boolean owns(String path) {
    return isBelow(path, CONFIGURATION) || isBelow(path.toLowerCase(Locale.ROOT), SCIM);
  }

  private static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    var error = HidWords.error(reason);
    return switch (reason) {
      case MEMBER_INVALID, CONFLICT, OBJECT_UNKNOWN ->
          message.isBlank() || message.equals(reason.name())
              ? error.rendering()
              : error.rendering(message);
      default -> error.rendering();
    };
  }
}
