package io.tetrapylon.audit;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * What the store refuses, as a refusal: a version that somebody else has changed is {@code
 * VERSION_STALE}; what must be unique or is still in use is {@code CONFLICT}. SQLSTATE codes are
 * those of PostgreSQL's appendix A.
 */
public final class Conflicts {
  private static final String FOREIGN_KEY = "23503";
  private static final String UNIQUE = "23505";

  private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([a-z0-9_]+)\"");

  private Conflicts() {}

  /** The refusal behind a failure of the store, or the failure itself. */
  public static Throwable translate(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
        return new Refusal(Reason.VERSION_STALE);
      }
      if (cause instanceof PgException store) {
        return translate(store.getSqlState(), String.valueOf(store.getMessage()), failure);
      }
      if (cause instanceof SQLException store) { // Hibernate Reactive keeps no more of the other
        return translate(store.getSQLState(), String.valueOf(store.getMessage()), failure);
      }
    }
    return failure;
  }

  private static Throwable translate(@Nullable String state, String message, Throwable failure) {
    return switch (String.valueOf(state)) {
      case UNIQUE -> conflict("There is another " + words(message) + ".");
      case FOREIGN_KEY ->
          conflict(
              message.contains("update or delete on")
                  ? "It is still in use (" + words(message) + ")."
                  : "It refers to something that does not exist (" + words(message) + ").");
      default -> failure;
    };
  }

  private static Refusal conflict(String sentence) {
    return new Refusal(Reason.CONFLICT, sentence);
  }

  /** Constraints are named {@code <table>_<what>_<kind>}: see the first migration. */
  private static String words(String message) {
    var found = CONSTRAINT.matcher(message);
    var constraint = found.find() ? found.group(1) : "thing";
    var words = constraint.replaceFirst("_(key|fk|pkey)$", "");
    return words.replaceFirst("^app_", "").replace('_', ' ');
  }
}
