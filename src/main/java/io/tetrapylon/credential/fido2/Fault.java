package io.tetrapylon.credential.fido2;

/**
 * What can be wrong in a ceremony, by the steps of WebAuthn Level 3 sections 7.1 and 7.2. The trail
 * holds which; a caller hears it only where nobody could learn from it.
 */
public enum Fault {
  TYPE("It is not the answer to this kind of ceremony."),
  CHALLENGE("It answers another challenge."),
  ORIGIN("It comes from a page that may not speak for the relying party."),
  FRAMED("It comes from a frame in a page of another origin."),
  RELYING_PARTY("It is for another relying party."),
  USER_ABSENT("Nobody was present."),
  USER_UNVERIFIED("The user was not verified."),
  BACKUP("Its backup flags contradict each other, or those it was made with."),
  OTHER_CREDENTIAL("It is by a credential that was not asked for."),
  USER_HANDLE("It names another user, or none where one is needed."),
  SIGNATURE("It is not signed by the credential's key."),
  COUNTER("Its signature counter did not grow: the authenticator may have been copied.");

  private final String sentence;

  Fault(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
