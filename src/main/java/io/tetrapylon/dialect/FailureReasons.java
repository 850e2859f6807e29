package io.tetrapylon.dialect;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** What a failure means, whoever threw it. */
final class FailureReasons {
  private static final int DEEPEST_CAUSE = 16;

  private FailureReasons() {}

  /** The reason behind a failure; what nobody foresaw is {@link Reason#INTERNAL}. */
  static Reason of(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      var reason = ofOne(cause);
      if (reason != null) {
        return reason;
      }
      cause = cause.getCause();
    }
    return Reason.INTERNAL;
  }

  /** The reason that an HTTP status stands for, where only a status is known. */
  static Reason ofStatus(int status) {
    return switch (status) {
      case 401 -> Reason.TOKEN_INVALID;
      case 403 -> Reason.PERMISSION_MISSING;
      case 404 -> Reason.PATH_UNKNOWN;
      case 405 -> Reason.METHOD_NOT_ALLOWED;
      case 406 -> Reason.NOT_ACCEPTABLE;
      case 413 -> Reason.BODY_TOO_LARGE;
      case 415 -> Reason.MEDIA_TYPE_UNSUPPORTED;
      case 503 -> Reason.OVERLOADED;
      default -> status >= 400 && status < 500 ? Reason.MEMBER_INVALID : Reason.INTERNAL;
    };
  }

  private static @Nullable Reason ofOne(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.reason();
    }
    if (failure instanceof UnauthorizedException || failure instanceof AuthenticationException) {
      return Reason.TOKEN_INVALID;
    }
    if (failure instanceof ForbiddenException) {
      return Reason.PERMISSION_MISSING;
    }
    if (failure instanceof ConstraintViolationException) {
      return Reason.MEMBER_INVALID;
    }
    if (failure instanceof JacksonException) {
      return Reason.BODY_UNREADABLE;
    }
    if (failure instanceof WebApplicationException answered) {
      return ofAnswer(answered);
    }
    return StoreFailures.isTemporary(failure) ? Reason.STORE_UNAVAILABLE : null;
  }

  // A 400 that carries Jackson's complaint is about the body; any other is about what was in it.
  private static Reason ofAnswer(WebApplicationException answered) {
    int status = answered.getResponse().getStatus();
    return status == 400 && answered.getCause() instanceof JacksonException
        ? Reason.BODY_UNREADABLE
        : ofStatus(status);
  }
}
