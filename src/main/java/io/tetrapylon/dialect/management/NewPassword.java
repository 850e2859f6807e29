package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/** Another password; left out, one is generated. */
record NewPassword(@Nullable String password) {
  @Nullable Secret secret() {
    return Secrets.of(password);
  }

  @Override
  public String toString() {
    return "NewPassword[***]";
  }
}
