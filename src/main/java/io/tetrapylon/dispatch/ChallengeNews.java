package io.tetrapylon.dispatch;

/**
 * How nodes tell each other that something happened to a challenge: an expression for the statement
 * that makes it happen, so that the word travels with the commit.
 *
 * <p>It stands here, below the feature that listens, because the courier has something to tell too.
 */
public final class ChallengeNews {
  /** What a node listens to; a payload is {@code tenant/challenge}, two UUIDs. */
  public static final String CHANNEL = "tetrapylon_challenge";

  private ChallengeNews() {}

  /** Tells of the challenge that these two expressions name. */
  public static String of(String tenant, String challenge) {
    return "pg_notify('" + CHANNEL + "', " + tenant + " || '/' || " + challenge + ")";
  }
}
