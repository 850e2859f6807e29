package io.tetrapylon.credential.fido2;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A credential that was made elsewhere.
 *
 * @param attestationObject what its authenticator handed out, CBOR
 * @param clientDataJson what the browser said of the ceremony
 * @param friendlyName what its owner knows it by, or null
 */
public record Fido2Import(
    byte[] attestationObject, byte[] clientDataJson, @Nullable String friendlyName) {
  /** The longest friendly name, in UTF-16 units. */
  public static final int LONGEST_NAME = 200;

  static String checkedName(@Nullable String name) {
    return name == null || name.isBlank() ? "" : Member.text("friendlyName", name, LONGEST_NAME);
  }

  AttestationObject object() {
    return Reading.of("attestationObject", () -> AttestationObject.read(attestationObject));
  }

  ClientData clientData() {
    return Reading.of("clientDataJson", () -> ClientData.read(clientDataJson));
  }
}
