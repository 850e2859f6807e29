package io.tetrapylon.dialect.login;

import io.tetrapylon.credential.recovery.RecoveryCode;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels about a login by recovery code. */
final class RecoveryBody {
  private static final int LONGEST_LOGIN = 320;
  private static final int LONGEST_CODE = 100;

  private RecoveryBody() {}

  /**
   * A recovery code.
   *
   * @param login user name or e-mail address
   * @param password where the policy wants one
   * @param code as the user typed it
   * @param address the end user's address
   */
  @Schema(name = "RecoveryCode")
  record Try(
      @Nullable String login,
      @Nullable String password,
      @Nullable String code,
      @Nullable String address) {

    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    @Nullable Secret secret() {
      return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    String checkedCode() {
      var typed = Member.text("code", code, LONGEST_CODE);
      Member.check(RecoveryCode.isCode(typed), "code", "is not ten letters and digits.");
      return typed;
    }

    String checkedAddress() {
      return address == null ? "" : address;
    }

    @Override
    public String toString() {
      return "RecoveryCode[***]";
    }
  }

  /** Whether the user is who they say. */
  @Schema(name = "RecoveryOutcome")
  record Outcome(boolean authorized) {}
}
