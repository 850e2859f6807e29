package io.tetrapylon.authentication;

import io.tetrapylon.credential.Candidate;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows at the moment an attempt begins.
 *
 * @param rulebookVersion the version of the tenant's rules that was current then
 * @param user who the login is, or null when nobody has it
 * @param credentials the user's passwords and tokens
 */
record Opened(long rulebookVersion, @Nullable User user, List<Candidate> credentials) {

  /** The user's standing. */
  record User(
      UUID id,
      String username,
      @Nullable String email,
      Status status,
      boolean overallocated,
      boolean forgotToken,
      Set<UUID> groups,
      boolean hasSucceeded,
      @Nullable Boolean networkFresh) {

    /**
     * Whether somebody else may be trying: the user has succeeded before, and never from this
     * network.
     */
    boolean isElsewhere() {
      return hasSucceeded && networkFresh == null;
    }

    /** Whether a success should be written down as one from this network. */
    boolean isNetworkStale() {
      return !Boolean.TRUE.equals(networkFresh);
    }
  }

  /** What operators have said of a user. */
  enum Status {
    ACTIVE,
    BLOCKED,
    QUARANTINED
  }

  /** The user's primary password, or null. */
  @Nullable Candidate password() {
    return credentials.stream().filter(Candidate::isPassword).findFirst().orElse(null);
  }

  /** The user's tokens that show so many digits, whatever their state. */
  List<Candidate> tokens(int digits) {
    return credentials.stream().filter(c -> c.showsDigits(digits)).toList();
  }

  static Opened read(RowSet<Row> rows) {
    Row first = rows.iterator().next();
    var credentials = new ArrayList<Candidate>(4);
    for (Row row : rows) {
      var found = Candidate.read(row);
      if (found != null) {
        credentials.add(found);
      }
    }
    return new Opened(first.getLong("rulebook_version"), user(first), credentials);
  }

  private static @Nullable User user(Row row) {
    UUID id = row.getUUID("user_id");
    return id == null
        ? null
        : new User(
            id,
            row.getString("username"),
            row.getString("email"),
            Status.valueOf(row.getString("status")),
            row.getBoolean("overallocated"),
            row.getBoolean("forgot_token"),
            setOf(row.getArrayOfUUIDs("groups")),
            row.getBoolean("has_succeeded"),
            row.getBoolean("network_fresh"));
  }

  private static Set<UUID> setOf(UUID @Nullable [] values) {
    return values == null ? Set.of() : Set.of(values);
  }
}
