package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user's new password. */
@Schema(name = "UserPassword")
record PasswordBody(@Nullable String password) {
  Secret secret() {
    if (password == null) {
      throw Member.invalid("password", "must be given.");
    }
    return Secret.of(password);
  }

  @Override
  public String toString() {
    return "PasswordBody[***]";
  }
}
