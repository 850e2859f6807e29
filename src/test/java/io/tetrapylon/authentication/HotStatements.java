package io.tetrapylon.authentication;

/** The statements of a valid code as the gateway sends them, for the benchmark. */
public final class HotStatements {
  /** The opening SELECT, with parameters $1 to $3: tenant, login key, network. */
  public static final String OPEN = Opening.OPEN;

  /** The commit of a code alone, with parameters named as in {@code CredentialGuard}. */
  public static final String CONSUME_CODE = Commit.CODE;

  private HotStatements() {}
}
