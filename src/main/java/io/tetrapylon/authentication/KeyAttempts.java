package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.credential.fido2.Ceremonies;
import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.fido2.Fault;
import io.tetrapylon.credential.fido2.Fido2Candidate;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebooks;
import io.tetrapylon.user.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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
class KeyAttempts {
  private final KeyOpening opening;
  private final KeyCommit commit;
  private final Ceremonies ceremonies;
  private final Rulebooks rulebooks;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  KeyAttempts(
      KeyOpening opening,
      KeyCommit commit,
      Ceremonies ceremonies,
      Rulebooks rulebooks,
      DataKeys dataKeys,
      Ids ids,
      Clock clock) {
    this.opening = opening;
    this.commit = commit;
    this.ceremonies = ceremonies;
    this.rulebooks = rulebooks;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Which keys are asked. Where no password went before, a login that nobody has, and a user
   * without a key, are answered with a key that nobody has: what is there, only a password opens.
   */
  Verdict ask(
      Attempt.ForKey attempt, Opened opened, TenantKeys keys, Verdict.@Nullable Guarded password) {
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
    return new Verdict.KeyAsked(password, new Decision.Challenged(ceremony, allowed));
  }

  private static Decision.Challenged.Key decoy(Attempt.ForKey attempt, TenantKeys keys) {
    byte[] login = LoginKey.of(attempt.context().login()).value().getBytes(StandardCharsets.UTF_8);
    return new Decision.Challenged.Key(keys.mac("webauthn-decoy", login), List.of("internal"));
  }

  /** Issues the challenge, if the password's guard lets it. */
  Uni<Decision> open(
      Verdict.KeyAsked asked, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    return commit.open(asked, event, keys, context.caller().id());
  }

  /** Decides what a key answered. */
  Uni<Decision> decide(Attempt.ByAssertion attempt) {
    var tenant = attempt.context().caller().tenantId();
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                opening
                    .open(attempt)
                    .chain(
                        read ->
                            rulebooks
                                .of(tenant, read.opened().rulebookVersion())
                                .chain(book -> decide(attempt, read, book, keys))));
  }

  private Uni<Decision> decide(
      Attempt.ByAssertion attempt, KeyOpening.Read read, Rulebook book, TenantKeys keys) {
    var asked = read.asked();
    boolean alone = asked == null || asked.userVerification();
    var entry = Entry.of(attempt.alone(alone), read.opened(), book, clock.instant());
    var event = attempt.event(read.opened(), ids.next(), Micros.now(clock));
    if (asked == null) {
      return commit.refuse(attempt.toNone(), Reason.CEREMONY_UNKNOWN, event, keys);
    }
    var key = read.key();
    if (key == null || entry.refusal() != null) {
      Fido2Candidate.decoy(attempt.assertion());
      var why = entry.refusal() == null ? Reason.CREDENTIAL_MISSING : entry.refusal();
      return commit.refuse(attempt, why, event, keys);
    }
    return decide(
        attempt, read, asked, key, new Evaluation(book, read.opened(), keys), event, keys);
  }

  private Uni<Decision> decide(
      Attempt.ByAssertion attempt,
      KeyOpening.Read read,
      Ceremony asked,
      Fido2Candidate key,
      Evaluation evaluation,
      AuditEvent event,
      TenantKeys keys) {
    boolean passkey = asked.purpose() == Ceremony.Purpose.PASSKEY;
    boolean stranger =
        asked.userVerification() && Objects.requireNonNull(read.opened().user()).isElsewhere();
    var fault = key.faultOf(attempt.assertion(), asked, passkey);
    if (!evaluation.isLive(key.row(), stranger)) {
      return commit.refuse(attempt, Reason.CREDENTIAL_LOCKED, event, keys);
    }
    var guarded = evaluation.guarded(key.row());
    return fault == null
        ? commit.grant(attempt, read, guarded, stranger, event, keys)
        : commit.count(
            attempt, failed(fault, guarded, stranger), event.detailed(fault.name()), keys);
  }

  private static Verdict.Failed failed(Fault fault, Verdict.Guarded key, boolean stranger) {
    var reason = fault == Fault.COUNTER ? Reason.AUTHENTICATOR_CLONED : Reason.ASSERTION_WRONG;
    return new Verdict.Failed(reason, reason, List.of(key), stranger);
  }
}
