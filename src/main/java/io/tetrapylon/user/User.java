package io.tetrapylon.user;

import io.tetrapylon.kernel.Member;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as it stood when it was read.
 *
 * @param id its internal id
 * @param number its number, unique in the tenant
 * @param profile what an operator may change at will
 * @param status what an operator decided about it
 * @param overallocated whether it has no seat under the licence
 * @param forgotTokenUntil when its forgot-token mode ends, or null; it may be past
 * @param groups the groups that it is in
 * @param createdAt when it was made
 * @param version for optimistic locking; seats and forgot-token mode do not turn it
 */
public record User(
    UUID id,
    long number,
    Profile profile,
    UserStatus status,
    boolean overallocated,
    @Nullable Instant forgotTokenUntil,
    Set<UUID> groups,
    Instant createdAt,
    long version) {

  /** Copies the groups. */
  public User {
    groups = Set.copyOf(groups);
  }

  /**
   * What an operator may change at will.
   *
   * @param username what the user types; unique, however it is written, among user names and
   *     e-mails of the tenant
   * @param email the same, or null for none
   * @param mobile a telephone number, or null for none
   * @param externalId what other systems call the user, unique in the tenant
   */
  public record Profile(
      String username, @Nullable String email, @Nullable String mobile, String externalId) {
    /** Refuses what cannot be. */
    public Profile {
      Member.text("username", username, 255);
      Member.check(LoginKey.of(username).isUsable(), "username", "is nobody's name.");
      Member.optional("email", email, 320);
      Member.check(email == null || isAddress(email), "email", "must be an e-mail address.");
      Member.optional("mobile", mobile, 50);
      Member.text("externalId", externalId, 255);
    }

    private static boolean isAddress(String email) {
      int at = email.indexOf('@');
      return at > 0 && at < email.length() - 1 && LoginKey.of(email).isUsable();
    }
  }

  /**
   * A user to be made.
   *
   * @param id its internal id, or null to have one made
   * @param number its number, which is then reserved, or null for the next one
   * @param username see {@link Profile}
   * @param email see {@link Profile}
   * @param mobile see {@link Profile}
   * @param externalId see {@link Profile}, or null for the internal id's text
   * @param status usually active
   * @param groups ids of the groups that it will be in
   */
  public record Draft(
      @Nullable UUID id,
      @Nullable Long number,
      String username,
      @Nullable String email,
      @Nullable String mobile,
      @Nullable String externalId,
      UserStatus status,
      Set<UUID> groups) {
    /** Refuses a number below 1. */
    public Draft {
      Member.check(number == null || number > 0, "number", "must be a positive number.");
      groups = Set.copyOf(groups);
    }

    Profile profile(UUID id) {
      return new Profile(username, email, mobile, externalId == null ? id.toString() : externalId);
    }
  }

  /**
   * What to look for; null means any.
   *
   * @param group members of this group
   * @param usernamePrefix user names that begin so, whatever their case
   * @param status with this status
   */
  public record Filter(
      @Nullable UUID group, @Nullable String usernamePrefix, @Nullable UserStatus status) {
    /** All users. */
    public static final Filter ANY = new Filter(null, null, null);
  }
}
