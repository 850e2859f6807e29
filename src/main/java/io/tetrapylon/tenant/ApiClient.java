package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API client as it stood when it was read; its password is not to be read.
 *
 * @param id its internal id
 * @param accessId what it calls itself, unique in the installation
 * @param settings what its operators may change
 * @param createdAt when it was made
 * @param version for optimistic locking
 */
public record ApiClient(
    UUID id, String accessId, Settings settings, Instant createdAt, long version) {

  /**
   * What a client may do.
   *
   * @param access read-only or read-write
   * @param permissions names from {@link Permission}
   * @param userId the user that it belongs to, if any
   * @param dataroom the groups whose users it sees, or null for all users
   */
  public record Grants(
      Caller.Access access,
      Set<String> permissions,
      @Nullable UUID userId,
      @Nullable Set<UUID> dataroom) {
    /** Refuses permissions that nobody knows. */
    public Grants {
      permissions = Set.copyOf(permissions);
      dataroom = dataroom == null ? null : Set.copyOf(dataroom);
      for (var permission : permissions) {
        Member.check(
            Permission.isKnown(permission), "permissions", "holds one that does not exist.");
      }
    }
  }

  /**
   * What a trusted issuer calls a client, so that its tokens speak for it.
   *
   * @param issuer the issuer's id
   * @param subject what the issuer's tokens say, to the letter; unique for an issuer
   */
  public record External(UUID issuer, String subject) {
    /** Refuses what cannot be. */
    public External {
      Member.text("external.subject", subject, 500);
    }
  }

  /**
   * What operators may change of a client.
   *
   * @param grants what it may do
   * @param external what a trusted issuer calls it, or null
   * @param enabled whether it may do anything at all
   */
  public record Settings(Grants grants, @Nullable External external, boolean enabled) {}

  /**
   * A client to be made.
   *
   * @param accessId what it will call itself
   * @param password 8 to 1024 bytes, or null to have one generated
   * @param apiKey its first API key, or null for none yet
   * @param settings what it may do, and how it is known elsewhere
   */
  public record Draft(
      String accessId, @Nullable Secret password, @Nullable Secret apiKey, Settings settings) {
    /** A client that no issuer knows. */
    public Draft(
        String accessId,
        @Nullable Secret password,
        @Nullable Secret apiKey,
        Grants grants,
        boolean enabled) {
      this(accessId, password, apiKey, new Settings(grants, null, enabled));
    }

    /** Refuses what cannot be. */
    public Draft {
      Member.text("accessId", accessId, 200);
      // RFC 7617 section 2: a user-id of HTTP Basic holds no colon.
      Member.check(!accessId.contains(":"), "accessId", "must not hold a colon.");
      Passwords.check("password", password);
      Passwords.check("apiKey", apiKey);
    }
  }

  /**
   * A client that was made, and what is told once.
   *
   * @param client as it stands
   * @param generatedPassword null when the password was given
   */
  public record Made(ApiClient client, @Nullable Secret generatedPassword) {}

  /**
   * An API key as it stood when it was read.
   *
   * @param id its internal id
   * @param hint its last characters
   * @param createdAt when it was made
   * @param expiresAt when it ends, or null for no end
   */
  public record Key(UUID id, String hint, Instant createdAt, @Nullable Instant expiresAt) {}

  /**
   * A key that was made, and what is told once.
   *
   * @param key as it stands
   * @param value the key itself
   */
  public record MadeKey(Key key, Secret value) {}
}
