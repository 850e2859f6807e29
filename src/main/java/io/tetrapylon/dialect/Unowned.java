package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;

/** Answers for paths that no dialect owns: a status and nothing else. */
final class Unowned implements Dialect {
  static final Dialect INSTANCE = new Unowned();

  private Unowned() {}

  @Override
  public boolean owns(String path) {
    return true;
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return Rendering.of(status(reason), "", "");
  }

  // Not a dialect's words, so a reason added later needs no answer here: nobody promised one.
  private static int status(Reason reason) {
    return switch (reason) {
      case PATH_UNKNOWN, OBJECT_UNKNOWN -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case BODY_TOO_LARGE -> 413;
      case MEDIA_TYPE_UNSUPPORTED -> 415;
      case BODY_UNREADABLE, MEMBER_INVALID -> 400;
      case TOKEN_INVALID -> 401;
      case PERMISSION_MISSING -> 403;
      case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE -> 503;
      default -> 500;
    };
  }
}
