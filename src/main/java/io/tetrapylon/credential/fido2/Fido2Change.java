package io.tetrapylon.credential.fido2;

import io.tetrapylon.credential.CredentialSettings;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different; null leaves it as it is.
 *
 * @param state ACTIVE or DISABLED; any other only where the credential is in it already
 * @param friendlyName may be blank only where there is none
 */
public record Fido2Change(@Nullable CredentialState state, @Nullable String friendlyName) {

  /** The settings after it; {@code proven} tells whether the owner ever proved to have it. */
  CredentialSettings applied(CredentialSettings now, boolean proven) {
    var named = friendlyName == null ? now : now.labelled(newName(now.label(), friendlyName));
    if (state == null || state == now.state()) {
      return named;
    }
    requireWay(now.state(), state, proven);
    return named.in(state, null);
  }

  private static String newName(String before, String name) {
    Member.check(!name.isBlank() || before.isBlank(), "friendlyName", "must not be blank.");
    return Fido2Import.checkedName(name);
  }

  private static void requireWay(CredentialState from, CredentialState to, boolean proven) {
    boolean suspends = from == CredentialState.ACTIVE && to == CredentialState.DISABLED;
    boolean resumes = from == CredentialState.DISABLED && to == CredentialState.ACTIVE && proven;
    if (!suspends && !resumes) {
      throw new Refusal(
          Reason.CONFLICT,
          "Only an active credential can be suspended, and only one that was can be resumed.");
    }
  }
}
