package io.tetrapylon.dispatch;

/** What a row of the outbox is for; for each there is one bean of {@link Contents}. */
public enum Purpose {
  /** A challenge, to one of the user's phones. */
  PUSH,
  /** A one-time code, to a person. */
  CODE,
  /** An outcome, to the URL that the tenant is called back at. */
  CALLBACK,
  /** Something that somebody has to look at now, to the URL that the tenant is alerted at. */
  ALERT,
  /** The outcome of a request by the backchannel, to whoever asked. */
  BACKCHANNEL
}
