package io.tetrapylon.credential.fido2;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ceremony was begun with, and what its answer must therefore say: the steps that sections
 * 7.1 (registration) and 7.2 (authentication) of WebAuthn Level 3 have in common. Numbers in
 * comments are those of the two.
 *
 * @param type {@code webauthn.create} or {@code webauthn.get}
 * @param challenge null where it was another's ceremony, of which no challenge is known
 * @param party whose credential it is
 * @param extraOrigins pages that may speak for it besides its own
 * @param userVerified whether the user must have been verified, or only present
 */
record Expectation(
    String type,
    byte @Nullable [] challenge,
    RelyingParty party,
    List<String> extraOrigins,
    boolean userVerified) {

  /** The first fault, or null. */
  @Nullable Fault of(ClientData client, AuthenticatorData data) {
    var fault = ofClient(client);
    return fault == null ? ofAuthenticator(data) : fault;
  }

  private @Nullable Fault ofClient(ClientData client) {
    if (!client.type().equals(type)) { // 7, 10
      return Fault.TYPE;
    }
    if (challenge != null && !MessageDigest.isEqual(challenge, client.challenge())) { // 8, 11
      return Fault.CHALLENGE;
    }
    if (!party.owns(client.origin()) && !extraOrigins.contains(client.origin())) { // 9, 12
      return Fault.ORIGIN;
    }
    return client.framed() ? Fault.FRAMED : null; // 10 and 11, 13 and 14
  }

  private @Nullable Fault ofAuthenticator(AuthenticatorData data) {
    if (!MessageDigest.isEqual(party.hash(), data.rpIdHash())) { // 14, 15
      return Fault.RELYING_PARTY;
    }
    if (!data.has(AuthenticatorData.USER_PRESENT)) { // 15, 16
      return Fault.USER_ABSENT;
    }
    if (userVerified && !data.has(AuthenticatorData.USER_VERIFIED)) { // 16, 17
      return Fault.USER_UNVERIFIED;
    }
    boolean backedUp = data.has(AuthenticatorData.BACKED_UP);
    return backedUp && !data.has(AuthenticatorData.BACKUP_ELIGIBLE) ? Fault.BACKUP : null; // 17, 18
  }
}
