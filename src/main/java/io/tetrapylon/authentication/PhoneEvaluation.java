package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.Progress.Phase;
import io.tetrapylon.challenge.QrCodes;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What attempts that ask a phone amount to, once the policy and the password have nothing against
 * them.
 */
@ApplicationScoped
class PhoneEvaluation {
  private static final int NONCE_BYTES = 32;

  private final QrCodes qrCodes;
  private final Ids ids;
  private final Entropy entropy;

  PhoneEvaluation(QrCodes qrCodes, Ids ids, Entropy entropy) {
    this.qrCodes = qrCodes;
    this.ids = ids;
    this.entropy = entropy;
  }

  /** Whom a question is for: the user's phones that may answer it. */
  Uni<Verdict> ask(
      PhoneAttempt.ByPhone attempt,
      Rulebook book,
      Opened opened,
      TenantKeys keys,
      Verdict.@Nullable Guarded password) {
    var phones = opened.usablePhones();
    boolean pushed = attempt.kind() == ChallengeKind.PUSH;
    if (phones.isEmpty() && !(pushed && opened.reachesUaf())) {
      return refused(Reason.DEVICE_MISSING);
    }
    var question = question(attempt, book, opened, keys);
    if (pushed) {
      return Uni.createFrom().item(new Verdict.Asked(password, question, null));
    }
    var user = Objects.requireNonNull(opened.user());
    var caller = attempt.context().caller();
    return qrCodes
        .command(
            question,
            new QrCodes.Names(caller.tenantCode(), user.username(), resource(attempt, book).name()),
            phones)
        .map(command -> new Verdict.Asked(password, question, command));
  }

  /** Whom a question without a resource is for: each of the user's phones, or the one it names. */
  Verdict ask(PhoneAttempt.Request attempt, Rulebook book, Opened opened, TenantKeys keys) {
    UUID only = attempt.terms().device();
    boolean reachable =
        opened.usablePhones().stream()
            .anyMatch(phone -> only == null || phone.deviceId().equals(only));
    return reachable
        ? new Verdict.Asked(null, question(attempt, book, opened, keys), null)
        : new Verdict.Refused(Reason.DEVICE_MISSING);
  }

  private Question question(
      PhoneAttempt.Request attempt, Rulebook book, Opened opened, TenantKeys keys) {
    var context = attempt.context();
    var user = Objects.requireNonNull(opened.user());
    var terms = attempt.terms();
    return new Question(
        terms.id(),
        ChallengeKind.PUSH,
        context.caller().tenantId(),
        user.id(),
        Question.NO_RESOURCE,
        context.caller().id(),
        context.origin().text(),
        context.origin().network(),
        "", // each request has a name of its own, so none joins another
        user.isElsewhere(),
        entropy.bytes(NONCE_BYTES),
        attempt.shown(),
        book.push().plainApproval() ? null : keys.currentVersion(),
        terms.lifetime() == null ? book.push() : book.push().lasting(terms.lifetime()),
        terms);
  }

  private Question question(
      PhoneAttempt.ByPhone attempt, Rulebook book, Opened opened, TenantKeys keys) {
    var context = attempt.context();
    var user = Objects.requireNonNull(opened.user());
    boolean digits =
        attempt.kind() == ChallengeKind.PUSH
            && (attempt.digitsAlways() || !resource(attempt, book).plainApproval());
    return new Question(
        ids.next(),
        attempt.kind(),
        context.caller().tenantId(),
        user.id(),
        context.resourceId(),
        context.caller().id(),
        context.origin().text(),
        context.origin().network(),
        source(attempt, digits),
        user.isElsewhere(),
        entropy.bytes(NONCE_BYTES),
        attempt.shown(),
        digits ? keys.currentVersion() : null,
        book.push(),
        null);
  }

  /**
   * What a repetition must have in common with the push that it joins besides the caller: the
   * address, what is to be approved, and whether digits are typed. Without an address two people
   * cannot be told apart, so nobody joins.
   */
  private static String source(PhoneAttempt.ByPhone attempt, boolean digits) {
    var origin = attempt.context().origin();
    return origin.isKnown()
        ? origin.text() + (digits ? " digits " : " plain ") + attempt.shown().digest()
        : "";
  }

  private static Rulebook.ResourceRules resource(PhoneAttempt.ByPhone attempt, Rulebook book) {
    return Objects.requireNonNull(book.resources().get(attempt.context().resourceId()));
  }

  /** The digits that answer a QR code, compared with those of each of the user's phones. */
  Uni<Verdict> qrCode(
      PhoneAttempt.ByQrCode attempt, Opened opened, TenantKeys keys, Evaluation evaluation) {
    var transaction = attempt.transaction();
    if (transaction == null) {
      return refused(Reason.TRANSACTION_UNKNOWN);
    }
    var caller = attempt.context().caller();
    var user = Objects.requireNonNull(opened.user());
    return qrCodes
        .find(
            new QrCodes.Asked(
                caller.tenantId(),
                caller.id(),
                attempt.context().resourceId(),
                user.id(),
                transaction))
        .map(
            found -> {
              var against = against(found);
              return against == null
                  ? compare(attempt.code(), Objects.requireNonNull(found), opened, keys, evaluation)
                  : new Verdict.Refused(against);
            });
  }

  private static @Nullable Reason against(QrCodes.@Nullable Found found) {
    if (found == null) {
      return Reason.TRANSACTION_UNKNOWN;
    }
    if (found.progress().kind() != ChallengeKind.QRCODE) {
      return Reason.TRANSACTION_SETTLED;
    }
    if (found.progress().phase() == Phase.EXPIRED) {
      return Reason.TRANSACTION_EXPIRED;
    }
    return found.progress().isOpen() ? null : Reason.TRANSACTION_SETTLED;
  }

  private static Verdict compare(
      String code, QrCodes.Found found, Opened opened, TenantKeys keys, Evaluation evaluation) {
    var phones = opened.usablePhones().stream().filter(evaluation::isLive).toList();
    if (phones.isEmpty()) {
      return new Verdict.Refused(Reason.CREDENTIAL_LOCKED);
    }
    for (var phone : phones) {
      if (QrCodes.answers(keys, phone, found, code)) {
        return new Verdict.QrCodeAccepted(
            found.progress().id(), evaluation.guarded(phone.row()), phone.deviceId());
      }
    }
    return new Verdict.QrCodeWrong(found.progress().id(), guarded(phones, evaluation));
  }

  private static List<Verdict.Guarded> guarded(List<PhoneCandidate> phones, Evaluation evaluation) {
    return phones.stream().map(phone -> evaluation.guarded(phone.row())).toList();
  }

  private static Uni<Verdict> refused(Reason reason) {
    return Uni.createFrom().item(new Verdict.Refused(reason));
  }
}
