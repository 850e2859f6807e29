package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who is meant: by a number, by a user name, or by what other systems call the user. */
@Singleton
class Owners {
  private final Users users;

  Owners(Users users) {
    this.users = users;
  }

  /** The {@code owner} of a body: its value wins over its display. */
  Uni<User> of(Entered by, ScimBody owner) {
    var value = owner.text("value");
    var display = owner.text("display");
    Member.check(value != null || display != null, "owner", "must have a value or a display.");
    return value == null && display != null ? named(by, display) : numbered(by, number(value));
  }

  /** The user of that name, else the one that other systems call so. */
  Uni<User> named(Entered by, String name) {
    return users.named(by.tenant(), by.room(), name).onItem().ifNull().failWith(Owners::unknown);
  }

  /** The user of that number. */
  Uni<User> numbered(Entered by, long number) {
    return users
        .findByNumber(by.tenant(), by.room(), number)
        .onItem()
        .ifNull()
        .failWith(Owners::unknown);
  }

  /** Reads the number of something in a path; what is none is the number of nothing. */
  static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such user.");
  }
}
