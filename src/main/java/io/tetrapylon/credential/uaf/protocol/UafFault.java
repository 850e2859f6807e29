package io.tetrapylon.credential.uaf.protocol;

/**
 * What can be wrong with a response that can be read (UAF Protocol section 3.5.7.5). The trail
 * holds which; the caller hears of none.
 */
public enum UafFault {
  SERVER_DATA("It answers another request."),
  APPLICATION("It is for another application."),
  FACET("The part of the application that asked may not speak for it."),
  CHALLENGE("It answers another challenge."),
  AUTHENTICATOR("It is by another model of authenticator."),
  KEY("It is by another key."),
  NONCE("Its authenticator's nonce is too short."),
  FINAL_CHALLENGE("What was signed is not what the client says."),
  MODE("The user was not verified, or not shown what is signed."),
  TRANSACTION("The user signed another text."),
  ALGORITHM("It is signed by an algorithm that is not the key's."),
  KEY_UNUSABLE("The key that was registered is none, or too weak."),
  SIGNATURE("It is not signed by the key."),
  COUNTER("Its signature counter did not grow: the authenticator may have been copied.");

  private final String sentence;

  UafFault(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
