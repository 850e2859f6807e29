package io.tetrapylon.authentication;

import io.tetrapylon.challenge.ChallengeStatements;

/** The statements as the gateway sends them, for the benchmark and for tests of their plans. */
public final class HotStatements {
  /** The opening SELECT, with parameters $1 to $3: tenant, login key, network. */
  public static final String OPEN = Opening.OPEN;

  /** The same where a phone is asked. */
  public static final String OPEN_PHONES = Opening.OPEN_PHONES;

  /** The commit of a code alone, with parameters named as in {@code CredentialGuard}. */
  public static final String CONSUME_CODE = Commit.CODE;

  /** The commit of a push, with parameters named as in {@code OpenChallenge}. */
  public static final String PUSH = PhoneCommit.PUSH;

  /** The commit of a QR code's digits, with parameters named as in {@code SettleChallenge}. */
  public static final String APPROVE = PhoneCommit.APPROVE;

  /** What a poll reads, with parameters $1 to $6. */
  public static final String READ = ChallengeStatements.READ;

  /** What the check of a QR code reads, with parameters $1 to $7. */
  public static final String FIND = ChallengeStatements.FIND;

  /** What a key's answer begins with, with parameters $1 to $6. */
  public static final String OPEN_ANSWER = Fido2Opening.OPEN;

  /** The commit of a key's answer, with parameters named as in {@code CredentialGuard}. */
  public static final String CONSUME_KEY = CeremonyCommit.GRANT_ASSERTION;

  private HotStatements() {}
}
