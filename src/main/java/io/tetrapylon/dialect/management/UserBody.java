package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user as it travels. */
final class UserBody {
  private UserBody() {}

  /** A user to be made. */
  @Schema(name = "UserDraft")
  record Draft(
      @Nullable UUID id,
      @Nullable Long number,
      @Nullable String username,
      @Nullable String email,
      @Nullable String mobile,
      @Nullable String externalId,
      @Nullable String status,
      @Nullable Set<UUID> groups) {

    User.Draft toDraft() {
      return new User.Draft(
          id,
          number,
          Member.text("username", username, 255),
          email,
          mobile,
          externalId,
          Objects.requireNonNullElse(
              Wire.optional(UserStatus.class, "status", status), UserStatus.ACTIVE),
          UserBody.groups(groups));
    }
  }

  /** What a user is from now on; what is left out is none. */
  @Schema(name = "UserChange")
  record Change(
      @Nullable String username,
      @Nullable String email,
      @Nullable String mobile,
      @Nullable String externalId,
      @Nullable Set<UUID> groups) {

    User.Profile profile() {
      return new User.Profile(
          Member.text("username", username, 255),
          email,
          mobile,
          Member.text("externalId", externalId, 255));
    }

    Set<UUID> groupIds() {
      return UserBody.groups(groups);
    }
  }

  /** {@code active}, {@code blocked} or {@code quarantined}. */
  @Schema(name = "UserStatus")
  record NewStatus(@Nullable String status) {}

  /** A user as it stands. */
  @Schema(name = "User")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      long number,
      String username,
      @Nullable String email,
      @Nullable String mobile,
      String externalId,
      String status,
      boolean overallocated,
      @Nullable Instant forgotTokenUntil,
      Set<UUID> groups,
      Instant createdAt,
      long version) {

    static View of(User user) {
      var profile = user.profile();
      return new View(
          user.id(),
          user.number(),
          profile.username(),
          profile.email(),
          profile.mobile(),
          profile.externalId(),
          Wire.word(user.status()),
          user.overallocated(),
          user.forgotTokenUntil(),
          user.groups(),
          user.createdAt(),
          user.version());
    }
  }

  private static Set<UUID> groups(@Nullable Set<UUID> given) {
    Member.check(given == null || !given.contains(null), "groups", "must not hold null.");
    return given == null ? Set.of() : given;
  }
}
