package io.tetrapylon.challenge;

/** The reading statements of challenges as the gateway sends them. */
public final class ChallengeStatements {
  /** What a poll reads: tenant, id, caller, resource, and the bounds of the outbox. */
  public static final String READ = Transactions.READ;

  /** What the check of a QR code reads: the same with the user before the bounds. */
  public static final String FIND = QrCodes.FIND;

  private ChallengeStatements() {}
}
