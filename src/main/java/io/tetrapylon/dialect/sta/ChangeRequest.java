package io.tetrapylon.dialect.sta;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.fido2.Fido2Change;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different of an authenticator; what is absent stays as it is.
 *
 * @param state active or suspended
 * @param metadata its name
 */
@Schema(name = "AuthenticatorChange")
record ChangeRequest(@Nullable String state, @Nullable Metadata metadata) {

  /**
   * Its name.
   *
   * @param friendlyName may be blank only where there is none
   */
  @Schema(name = "AuthenticatorChangeMetadata")
  record Metadata(@Nullable String friendlyName) {}

  /** Reads a body. */
  static Fido2Change read(byte[] body) {
    var authenticator = JsonMembers.read(body);
    var word = authenticator.text("state");
    var metadata = authenticator.object("metadata");
    return new Fido2Change(
        word == null ? null : state(word), metadata == null ? null : metadata.text("friendlyName"));
  }

  private static CredentialState state(String word) {
    return Arrays.stream(CredentialState.values())
        .filter(state -> state != CredentialState.ARCHIVED)
        .filter(state -> AuthenticatorBody.word(state).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new StaRefusal(StaWords.NOT_ALLOWED));
  }
}
