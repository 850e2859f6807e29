package io.tetrapylon.boot;

import io.tetrapylon.policy.CredentialKind;
import java.util.Locale;

/** Kinds of credential policies as the tenant file writes them. */
final class CredentialKinds {
  private CredentialKinds() {}

  /** {@code GenericCredentialPolicy} and the like, or the kind itself. */
  static CredentialKind of(String text) {
    var name = text.replaceFirst("CredentialPolicy$", "");
    var words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    for (var kind : CredentialKind.values()) {
      if (kind.name().equals(words)) {
        return kind;
      }
    }
    throw new StartRefused(
        "The tenant file names a kind of credential policy that is none: " + text);
  }
}
