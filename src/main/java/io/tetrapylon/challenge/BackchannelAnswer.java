package io.tetrapylon.challenge;

import io.tetrapylon.kernel.Reason;

/** What a client that asks for the tokens of a request by the backchannel gets. */
public sealed interface BackchannelAnswer {
  /**
   * The user has not answered yet.
   *
   * @param tooSoon whether the client asked before its interval was over; it is 5 s longer then
   */
  record Pending(boolean tooSoon) implements BackchannelAnswer {}

  /** There are no tokens, and there will be none. */
  record Refused(Reason reason) implements BackchannelAnswer {}

  /**
   * The tokens; they are issued once.
   *
   * @param accessToken to call with in the user's name
   * @param expiresIn seconds that it is good for
   * @param idToken what was authenticated
   */
  record Issued(String accessToken, long expiresIn, String idToken) implements BackchannelAnswer {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "Issued[]";
    }
  }
}
