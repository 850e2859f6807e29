package io.tetrapylon.credential.oob;

import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.Method;

/** The ways by which a code travels. */
public enum OobKind {
  EMAIL(CredentialKind.OOB_EMAIL, Method.EMAIL, "SMTP", "address"),
  SMS(CredentialKind.OOB_SMS, Method.SMS, "SMS", "number");

  private final CredentialKind credential;
  private final Method method;
  private final String channel;
  private final String member;

  OobKind(CredentialKind credential, Method method, String channel, String member) {
    this.credential = credential;
    this.method = method;
    this.channel = channel;
    this.member = member;
  }

  /** The kind of its credentials. */
  public CredentialKind credential() {
    return credential;
  }

  /** What a policy allows it as. */
  public Method method() {
    return method;
  }

  /** The channel that carries it. */
  public String channel() {
    return channel;
  }

  /** The member of a target's address that the channel reads. */
  public String member() {
    return member;
  }
}
