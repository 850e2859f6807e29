package io.tetrapylon.authentication;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.fido2.Fido2Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oob.OobCandidate;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.device.reach.UafCandidate;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.Rulebook;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows at the moment an attempt begins.
 *
 * @param rulebookVersion the version of the tenant's rules that was current then
 * @param user who the login is, or null when nobody has it
 * @param password the user's primary password, or null where there is none, or before {@link
 *     #under}
 * @param passwords all of the user's passwords, the primary one, those under other policies, and
 *     the one that a directory checks, unless it is out of use
 * @param others the user's other credentials that the attempt may need, whatever their state, each
 *     as its kind reads it: tokens for a code, phones and UAF credentials with a target for what
 *     asks a phone, FIDO2 credentials, destinations of codes; and a {@link Candidate} where the row
 *     is all there is to judge by
 */
record Opened(
    long rulebookVersion,
    @Nullable User user,
    @Nullable Candidate password,
    List<Candidate> passwords,
    List<?> others) {

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

  /** The same with the primary password chosen: only the rules tell which policy is that one's. */
  Opened under(Rulebook book) {
    return new Opened(rulebookVersion, user, primary(book), passwords, others);
  }

  /** A directory's, also while it is locked: nobody gets round it by an old password kept here. */
  private @Nullable Candidate primary(Rulebook book) {
    for (var each : passwords) {
      if (each.isOfDirectory()) {
        return each;
      }
    }
    return password(book, Passwords.PRIMARY);
  }

  /** The user's password under the credential policy of that code, or null. */
  @Nullable Candidate password(Rulebook book, String policyCode) {
    for (var each : passwords) {
      if (book.isCalled(each.policyId(), policyCode)) {
        return each;
      }
    }
    return null;
  }

  /** The same with the tokens of one credential policy alone. */
  Opened withTokensUnder(Rulebook book, String policyCode) {
    var under =
        others(OathCandidate.class)
            .filter(token -> book.isCalled(token.row().policyId(), policyCode))
            .toList();
    return new Opened(rulebookVersion, user, password, passwords, under);
  }

  private <T> Stream<T> others(Class<T> kind) {
    return others.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The user's tokens that show so many digits. */
  List<OathCandidate> tokens(int digits) {
    return others(OathCandidate.class).filter(token -> token.digits() == digits).toList();
  }

  /** The user's phones that may be asked. */
  List<PhoneCandidate> usablePhones() {
    return others(PhoneCandidate.class).filter(phone -> phone.row().usable()).toList();
  }

  /** The user's credential of a kind that has no detail, or null. */
  @Nullable Candidate other(CredentialKind kind) {
    return others(Candidate.class)
        .filter(each -> each.kind().equals(kind.name()))
        .findFirst()
        .orElse(null);
  }

  /** Whether a push reaches a phone by one of the user's UAF credentials. */
  boolean reachesUaf() {
    return others(UafCandidate.class).anyMatch(uaf -> uaf.row().usable());
  }

  /** The user's keys for a relying party that may be asked. */
  List<Fido2Candidate> usableKeys(String rpId) {
    return others(Fido2Candidate.class)
        .filter(key -> key.row().usable() && key.rpId().equals(rpId))
        .toList();
  }

  /** Where codes go to the user by that way, oldest first. */
  List<OobCandidate> destinations(OobKind kind) {
    return others(OobCandidate.class)
        .filter(each -> each.is(kind))
        .sorted(Comparator.comparing(each -> each.row().id().toString()))
        .toList();
  }

  /** Reads what an attempt by password or code begins with. */
  static Opened read(RowSet<Row> rows) {
    return read(rows, (credential, row) -> OathCandidate.read(credential, row));
  }

  /** Reads what an attempt that asks a phone begins with. */
  static Opened readPhones(RowSet<Row> rows) {
    return read(rows, Opened::phone);
  }

  /** Reads what an attempt by a credential without a detail begins with. */
  static Opened readOthers(RowSet<Row> rows) {
    return read(rows, (credential, row) -> credential);
  }

  private static @Nullable Object phone(Candidate credential, Row row) {
    var phone = PhoneCandidate.read(credential, row);
    return phone == null ? UafCandidate.read(credential, row) : phone;
  }

  /** Reads what an attempt that asks a key begins with. */
  static Opened readKeys(RowSet<Row> rows) {
    return read(rows, (credential, row) -> Fido2Candidate.read(credential, row));
  }

  /** Reads what an attempt that brings no login begins with: its only row. */
  static Opened readAnswer(Row row) {
    return new Opened(row.getLong("rulebook_version"), user(row), null, List.of(), List.of());
  }

  /** Reads what an attempt by a code that travels begins with. */
  static Opened readDestinations(RowSet<Row> rows) {
    return read(rows, (credential, row) -> OobCandidate.read(credential, row));
  }

  private static Opened read(
      RowSet<Row> rows, BiFunction<Candidate, Row, @Nullable Object> detail) {
    Row first = rows.iterator().next();
    var passwords = new ArrayList<Candidate>(2);
    var others = new ArrayList<>(4);
    for (Row row : rows) {
      var credential = Candidate.read(row);
      if (credential == null) {
        continue;
      }
      if (credential.isPassword()) {
        passwords.add(credential);
        continue;
      }
      var other = detail.apply(credential, row);
      if (other != null) {
        others.add(other);
      }
    }
    return new Opened(first.getLong("rulebook_version"), user(first), null, passwords, others);
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
