package io.tetrapylon.dialect.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.Progress;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels about a transaction. */
final class TransactionBody {
  private static final int MOST_DETAILS = 20;
  private static final int LONGEST_DETAIL = 200;
  private static final int LONGEST_LOGIN = 320;

  private TransactionBody() {}

  /**
   * What starts one.
   *
   * @param login user name or e-mail address
   * @param password where the policy wants one
   * @param type {@code push} or {@code qrCode}
   * @param address the end user's address
   * @param client the machine that the end user logs in from
   * @param details what the user shall read and sign, at most 20 lines
   */
  @Schema(name = "StartTransaction")
  record Start(
      @Nullable String login,
      @Nullable String password,
      @Nullable String type,
      @Nullable String address,
      @Nullable Client client,
      @Nullable List<Detail> details) {

    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    @Nullable Secret secret() {
      return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    ChallengeKind kind() {
      if ("push".equals(type)) {
        return ChallengeKind.PUSH;
      }
      Member.check("qrCode".equals(type), "type", "is push or qrCode.");
      return ChallengeKind.QRCODE;
    }

    Shown shown() {
      var lines = details == null ? List.<Detail>of() : details;
      Member.check(lines.size() <= MOST_DETAILS, "details", "has more than 20 lines.");
      return new Shown(
          clean(client == null ? null : client.machine()),
          clean(client == null ? null : client.system()),
          clean(client == null ? null : client.domain()),
          clean(address),
          lines.stream().map(Detail::checked).toList());
    }
  }

  /** The machine that somebody logs in from, as the phone shows it. */
  record Client(@Nullable String machine, @Nullable String system, @Nullable String domain) {}

  /** One line of what the user signs. */
  record Detail(@Nullable String name, @Nullable String value) {
    Shown.Detail checked() {
      return new Shown.Detail(
          Member.text("details.name", name, LONGEST_DETAIL),
          Member.text("details.value", value, LONGEST_DETAIL));
    }
  }

  /**
   * The digits that a phone shows for a QR code.
   *
   * @param login for whom it was made
   * @param code six digits
   * @param address the end user's address
   */
  @Schema(name = "TransactionCode")
  record Code(@Nullable String login, @Nullable String code, @Nullable String address) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    String checkedCode() {
      var digits = code;
      if (digits == null || !digits.matches("[0-9]{6}")) {
        throw Member.invalid("code", "is not six digits.");
      }
      return digits;
    }
  }

  /**
   * A transaction that was started.
   *
   * @param id by which its outcome is asked for
   * @param digits what the user types on the phone; not for a QR code
   * @param command what the QR code holds; not for a push
   */
  @Schema(name = "StartedTransaction")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Started(String id, @Nullable String digits, @Nullable String command) {
    static Started of(Decision.Pending pending) {
      return new Started(pending.transaction().toString(), pending.digits(), pending.command());
    }
  }

  /**
   * How far a transaction is.
   *
   * @param id which one
   * @param type {@code push} or {@code qrCode}
   * @param state {@code sending, reached, approved, denied, expired, failed, unsent, settled}
   * @param authorized whether the user is who they say; true once, and for a minute again
   */
  @Schema(name = "Transaction")
  record View(String id, String type, String state, boolean authorized) {
    static View of(Progress progress, boolean authorized) {
      return new View(
          progress.id().toString(),
          progress.kind() == ChallengeKind.PUSH ? "push" : "qrCode",
          state(progress.phase()),
          authorized);
    }

    private static String state(Progress.Phase phase) {
      return switch (phase) {
        case APPROVED, COLLECTED -> "approved";
        case FRAUD -> "denied";
        case DEAD -> "failed";
        case STALE -> "settled";
        case SENDING, REACHED, UNSENT, DENIED, EXPIRED -> phase.name().toLowerCase(Locale.ROOT);
      };
    }
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : CleanText.of(text);
  }
}
