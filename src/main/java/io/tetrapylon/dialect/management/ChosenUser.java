package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The user that a path names, for what is below it: only one that the caller sees is there. */
@ApplicationScoped
class ChosenUser {
  private final CurrentCaller current;
  private final Users users;

  ChosenUser(CurrentCaller current, Users users) {
    this.current = current;
    this.users = users;
  }

  /**
   * A caller that was let in to a user.
   *
   * @param by the caller
   * @param id the user's id
   */
  record Chosen(Entered by, UUID id) {
    UUID tenant() {
      return by.tenant();
    }
  }

  /** Fails with {@code OBJECT_UNKNOWN} when the caller sees no such user. */
  Uni<Chosen> of(String tenantCode, String user) {
    return current
        .in(tenantCode)
        .chain(
            by ->
                users
                    .get(by.tenant(), by.dataroom(), Wire.id(user))
                    .map(User::id)
                    .map(id -> new Chosen(by, id)));
  }
}
