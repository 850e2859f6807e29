package io.tetrapylon.credential.oath;

/** How far a token's clock may be followed, in steps. */
final class Drift {
  private static final int DAY = 86_400;
  private static final int MOST = 2_880;

  private Drift() {}

  /** How far resynchronisation looks to either side: a day, 2880 steps at most. */
  static int reach(int period) {
    return Math.min(DAY / period, MOST);
  }

  /** The drift after a match was read that far from now: it keeps its side of the fence. */
  static int settled(int before, long read, int period) {
    if (Math.abs(before) <= OathToken.MAX_DRIFT) {
      return between(-OathToken.MAX_DRIFT, read, OathToken.MAX_DRIFT);
    }
    int outside = OathToken.MAX_DRIFT + 1;
    return before > 0
        ? between(outside, read, reach(period))
        : between(-reach(period), read, -outside);
  }

  private static int between(int least, long value, int most) {
    return (int) Math.max(least, Math.min(value, most));
  }
}
