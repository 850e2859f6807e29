package io.tetrapylon.boot.tenantfile;

/**
 * How many failures in a row block.
 *
 * @param tokenFailures of one token, 1 to 1000
 * @param passwordFailures of a user's password, 1 to 1000
 */
public record LimitsEntry(int tokenFailures, int passwordFailures) {
  static final LimitsEntry USUAL = new LimitsEntry(3, 10);
  private static final int MOST = 1000;

  static LimitsEntry read(Element element) {
    var members = element.members("tokenFailures", "passwordFailures");
    return new LimitsEntry(
        members.number("tokenFailures", 1, MOST, USUAL.tokenFailures()),
        members.number("passwordFailures", 1, MOST, USUAL.passwordFailures()));
  }
}
