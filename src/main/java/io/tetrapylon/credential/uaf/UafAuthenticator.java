package io.tetrapylon.credential.uaf;

import io.tetrapylon.kernel.Member;
import org.jspecify.annotations.Nullable;

/**
 * What of a UAF credential never changes.
 *
 * @param key which key of which authenticator model
 * @param version of the authenticator
 * @param publicKey as it was given, up to 8192 characters; whether it is one is seen at its use
 * @param publicKeyAlgorithm as it was given
 * @param appId the application that uses it
 * @param device what a push service calls the phone, or null
 * @param attestation how it was attested, or null
 */
public record UafAuthenticator(
    UafKey key,
    AuthenticatorVersion version,
    String publicKey,
    String publicKeyAlgorithm,
    String appId,
    @Nullable String device,
    @Nullable AttestationType attestation) {

  /** The longest public key, in characters. */
  public static final int LONGEST_KEY = 8192;

  /** The longest of the other texts, in characters. */
  public static final int LONGEST_TEXT = 2000;

  /** Refuses with {@code MEMBER_INVALID} what is blank or too long. */
  public UafAuthenticator {
    Member.lines("publicKey", publicKey, LONGEST_KEY);
    Member.text("publicKeyAlgorithm", publicKeyAlgorithm, LONGEST_TEXT);
    Member.text("appId", appId, LONGEST_TEXT);
    Member.optional("deviceId", device, LONGEST_TEXT);
  }
}
