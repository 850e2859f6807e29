package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Beginnings.Begun;
import io.tetrapylon.credential.fido2.Ceremonies;
import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.fido2.Fido2Candidate;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attempts with a FIDO2 credential: asking for one, and what it answers (WebAuthn section 7.2).
 *
 * <pre>
 *   answer ─ open (SELECT: ceremony, key, user) ─┬─ no ceremony ─────────────────┐
 *                                                ├─ entry refused, or locked ────┤
 *                                                └─ assertion ─ fault, or none ──┴─ commit ─ decision
 * </pre>
 *
 * Whatever the answer is worth, its challenge is used up by the statement that decides.
 */
@ApplicationScoped
class Fido2Attempts {
  private final Fido2Opening opening;
  private final CeremonyCommit commit;
  private final Ceremonies ceremonies;
  private final Beginnings beginnings;
  private final Ids ids;
  private final Clock clock;

  Fido2Attempts(
      Fido2Opening opening,
      CeremonyCommit commit,
      Ceremonies ceremonies,
      Beginnings beginnings,
      Ids ids,
      Clock clock) {
    this.opening = opening;
    this.commit = commit;
    this.ceremonies = ceremonies;
    this.beginnings = beginnings;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Which keys are asked. Where no password went before, a login that nobody has, and a user
   * without a key, are answered with a key that nobody has: what is there, only a password opens.
   */
  Verdict ask(
      Fido2Attempt.ForKey attempt,
      Opened opened,
      TenantKeys keys,
      Verdict.@Nullable Guarded password) {
    var usable = opened.usableKeys(attempt.rpId());
    if (usable.isEmpty() && password != null) {
      return new Verdict.Refused(Reason.DEVICE_MISSING);
    }
    var user = opened.user();
    var ceremony =
        ceremonies.fresh(
            Ceremony.Purpose.FACTOR,
            user == null ? null : user.id(),
            attempt.context().resourceId(),
            attempt.rpId(),
            password == null,
            null);
    var allowed =
        usable.isEmpty()
            ? List.of(decoy(attempt, keys))
            : usable.stream()
                .map(key -> new Decision.Challenged.Key(key.webauthnId(), key.transports()))
                .toList();
    return new Verdict.Fido2Asked(password, new Decision.Challenged(ceremony, allowed));
  }

  private static Decision.Challenged.Key decoy(Fido2Attempt.ForKey attempt, TenantKeys keys) {
    byte[] login = LoginKey.of(attempt.context().login()).utf8();
    return new Decision.Challenged.Key(keys.mac("webauthn-decoy", login), List.of("internal"));
  }

  /** Decides what a key answered. */
  Uni<Decision> decide(Fido2Attempt.ByAssertion attempt) {
    return beginnings
        .of(attempt.context().caller().tenantId(), opening.open(attempt), Fido2Opening.Read::opened)
        .chain(begun -> decide(attempt, begun));
  }

  private Uni<Decision> decide(Fido2Attempt.ByAssertion attempt, Begun<Fido2Opening.Read> begun) {
    var read = begun.read();
    var asked = read.asked();
    boolean alone = asked == null || asked.userVerification();
    var entry = Entry.of(attempt.alone(alone), read.opened(), begun.book(), clock.instant());
    var event = attempt.event(read.opened(), ids.next(), Micros.now(clock));
    if (asked == null) {
      return commit.refuse(Reason.CEREMONY_UNKNOWN, null, event, begun.keys());
    }
    var key = read.key();
    if (key == null || entry.refusal() != null) {
      Fido2Candidate.decoy(attempt.assertion());
      var why = entry.refusal() == null ? Reason.CREDENTIAL_MISSING : entry.refusal();
      return commit.refuse(why, asked.id(), event, begun.keys());
    }
    var evaluation = new Evaluation(begun.book(), read.opened(), begun.keys());
    return commit.settle(
        check(attempt, asked, key, read.opened(), evaluation),
        attempt,
        read.opened(),
        event,
        begun.keys());
  }

  private static Verdict check(
      Fido2Attempt.ByAssertion attempt,
      Ceremony asked,
      Fido2Candidate key,
      Opened opened,
      Evaluation evaluation) {
    boolean passkey = asked.purpose() == Ceremony.Purpose.PASSKEY;
    boolean stranger =
        asked.userVerification() && Objects.requireNonNull(opened.user()).isElsewhere();
    var fault = key.faultOf(attempt.assertion(), asked, passkey);
    return evaluation.ofKey(key.row(), stranger, Verdict.KeyFault.of(fault));
  }
}
