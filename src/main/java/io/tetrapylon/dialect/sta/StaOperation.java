package io.tetrapylon.dialect.sta;

import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;

/**
 * What can be asked of this API, the permission that it wants, and the words that differ between
 * operations: small differences of the real service, each kept as the seed has it.
 */
enum StaOperation {
  LIST(Permission.CREDENTIAL_VIEW, Texts.DEFAULTED),
  CREATE(Permission.CREDENTIAL_CREATE, Texts.PLAIN),
  READ(Permission.CREDENTIAL_VIEW, Texts.DEFAULTED + "."),
  UPDATE(Permission.CREDENTIAL_CHANGE_STATE, Texts.PLAIN),
  DELETE(Permission.CREDENTIAL_DELETE, Texts.DEFAULTED + ".");

  private static final class Texts {
    static final String DEFAULTED =
        "Object-Id-Format must be either base64(default) or hex. Parameter name: Object-Id-Format";
    static final String PLAIN =
        "Object-Id-Format must be either base64 or hex. Parameter name: Object-Id-Format";
  }

  private final String permission;
  private final String formatUnknown;

  StaOperation(String permission, String formatUnknown) {
    this.permission = permission;
    this.formatUnknown = formatUnknown;
  }

  /** Whether a caller may do it. */
  boolean isAllowedTo(Caller caller) {
    boolean reads = permission.equals(Permission.CREDENTIAL_VIEW);
    return caller.permissions().contains(permission)
        && (reads || caller.access() == Caller.Access.READ_WRITE);
  }

  StaProblem formatUnknown() {
    return StaProblem.of(400, formatUnknown);
  }

  /** The answer to a user id that is blank. */
  StaProblem userIdMissing(UserIdFormat format, String userId) {
    return switch (this) {
      case CREATE, READ, DELETE -> StaProblem.of(400, "The userId cannot be null or empty.");
      case LIST, UPDATE -> userIdUnreadable(format, userId);
    };
  }

  /** The answer to a user id that does not decode. */
  StaProblem userIdUnreadable(UserIdFormat format, String userId) {
    return switch (this) {
      case DELETE -> StaProblem.of(400, "The User Identifier Format Exception.");
      case UPDATE -> StaProblem.of(400, "User Identifier Format.");
      case LIST, CREATE, READ -> userUnknown(format, userId);
    };
  }

  /** The answer to a user id that nobody has. */
  StaProblem userUnknown(UserIdFormat format, String userId) {
    var named = "userId '" + userId + "' was not found.";
    return StaProblem.of(
        404,
        switch (this) {
          case LIST, CREATE, READ -> format.word() + " " + named;
          case UPDATE -> "The " + format.word() + " " + named;
          case DELETE -> "The user " + named;
        });
  }
}
