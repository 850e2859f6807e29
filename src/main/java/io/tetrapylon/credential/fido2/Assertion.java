package io.tetrapylon.credential.fido2;

import io.tetrapylon.kernel.Reading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody proves to have a credential (WebAuthn section 5.2.2), read but not checked.
 *
 * @param webauthnId the credential's id
 * @param client what the browser says
 * @param data what the authenticator says
 * @param signed the bytes that it signed
 * @param signature over these
 * @param userHandle whose credential it is, as the authenticator knows it, or null
 */
public record Assertion(
    byte[] webauthnId,
    ClientData client,
    AuthenticatorData data,
    byte[] signed,
    byte[] signature,
    byte @Nullable [] userHandle) {

  /** Reads one; what is malformed is refused with {@code MEMBER_INVALID}. */
  public static Assertion read(
      byte[] webauthnId,
      byte[] clientDataJson,
      byte[] authenticatorData,
      byte[] signature,
      byte @Nullable [] userHandle) {
    var client = Reading.of("clientDataJSON", () -> ClientData.read(clientDataJson));
    var data = Reading.of("authenticatorData", () -> AuthenticatorData.read(authenticatorData));
    return new Assertion(
        webauthnId, client, data, joined(authenticatorData, client.hash()), signature, userHandle);
  }

  private static byte[] joined(byte[] data, byte[] hash) {
    var joined = Arrays.copyOf(data, data.length + hash.length);
    System.arraycopy(hash, 0, joined, data.length, hash.length);
    return joined;
  }

  /** The signature counter that it brings. */
  public long counter() {
    return data.counter();
  }

  /** Whether the credential is copied to other devices. */
  public boolean backedUp() {
    return data.has(AuthenticatorData.BACKED_UP);
  }
}
