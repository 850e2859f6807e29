package io.tetrapylon.credential.fido2;

import io.tetrapylon.kernel.Reading;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser answers to a ceremony in which a credential is made (WebAuthn section 5.2.1).
 *
 * @param attestationObject what the authenticator says
 * @param clientDataJson what the browser says
 * @param transports how the authenticator is reached; unknown ones are left out
 * @param friendlyName what its owner calls it, or null
 */
public record Registration(
    byte[] attestationObject,
    byte[] clientDataJson,
    List<String> transports,
    @Nullable String friendlyName) {
  /** Section 5.8.4 of Level 3. */
  private static final Set<String> TRANSPORTS =
      Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

  /** Keeps the transports that are known, each once. */
  public Registration {
    transports = transports.stream().filter(TRANSPORTS::contains).distinct().toList();
  }

  AttestationObject object() {
    return Reading.of("attestationObject", () -> AttestationObject.read(attestationObject));
  }

  ClientData clientData() {
    return Reading.of("clientDataJSON", () -> ClientData.read(clientDataJson));
  }

  String name() {
    return Fido2Import.checkedName(friendlyName);
  }
}
