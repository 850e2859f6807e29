package io.tetrapylon.authentication;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
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
 * @param password the user's primary password, or null
 * @param tokens the user's tokens, whatever their state
 */
record Opened(
    long rulebookVersion,
    @Nullable User user,
    @Nullable Candidate password,
    List<OathCandidate> tokens) {

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

  /** The user's tokens that show so many digits. */
  List<OathCandidate> tokens(int digits) {
    return tokens.stream().filter(token -> token.digits() == digits).toList();
  }

  static Opened read(RowSet<Row> rows) {
    Row first = rows.iterator().next();
    Candidate password = null;
    var tokens = new ArrayList<OathCandidate>(4);
    for (Row row : rows) {
      var credential = Candidate.read(row);
      var token = credential == null ? null : OathCandidate.read(credential, row);
      if (token != null) {
        tokens.add(token);
      } else if (credential != null) {
        password = credential;
      }
    }
    return new Opened(first.getLong("rulebook_version"), user(first), password, tokens);
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
