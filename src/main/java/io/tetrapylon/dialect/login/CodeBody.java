package io.tetrapylon.dialect.login;

import io.tetrapylon.authentication.Decision;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels about codes by e-mail and text message. */
final class CodeBody {
  private static final int LONGEST_LOGIN = 320;

  private CodeBody() {}

  /**
   * Whom a code shall be sent to.
   *
   * @param login user name or e-mail address
   * @param password where the policy wants one
   * @param type {@code email} or {@code sms}
   * @param address the end user's network address
   */
  @Schema(name = "SendCode")
  record Send(
      @Nullable String login,
      @Nullable String password,
      @Nullable String type,
      @Nullable String address) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    @Nullable Secret secret() {
      return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    OobKind kind() {
      return CodeBody.kind(type);
    }

    String from() {
      return address == null ? "" : address;
    }

    @Override
    public String toString() {
      return "SendCode[***]";
    }
  }

  /**
   * The digits that somebody read.
   *
   * @param login whom it was sent to
   * @param type {@code email} or {@code sms}
   * @param code six digits
   * @param address the end user's network address
   */
  @Schema(name = "SentCode")
  record Check(
      @Nullable String login,
      @Nullable String type,
      @Nullable String code,
      @Nullable String address) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    OobKind kind() {
      return CodeBody.kind(type);
    }

    String checkedCode() {
      var digits = code;
      if (digits == null || !digits.matches("[0-9]{6}")) {
        throw Member.invalid("code", "is not six digits.");
      }
      return digits;
    }

    String from() {
      return address == null ? "" : address;
    }

    @Override
    public String toString() {
      return "SentCode[***]";
    }
  }

  private static OobKind kind(@Nullable String type) {
    if ("email".equals(type)) {
      return OobKind.EMAIL;
    }
    Member.check("sms".equals(type), "type", "is email or sms.");
    return OobKind.SMS;
  }

  /**
   * A code that is under way, or would be.
   *
   * @param id by which it is checked
   */
  @Schema(name = "CodeUnderWay")
  record UnderWay(String id) {
    static UnderWay of(Decision.Pending pending) {
      return new UnderWay(pending.transaction().toString());
    }
  }

  /**
   * What came of it.
   *
   * @param authorized whether the user is who they say; always true
   */
  @Schema(name = "CodeAccepted")
  record Accepted(boolean authorized) {}
}
