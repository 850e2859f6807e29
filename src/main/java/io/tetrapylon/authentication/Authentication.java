package io.tetrapylon.authentication;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Beginnings.Begun;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.ForgotTokenCode;
import io.tetrapylon.policy.PolicyRules;
import io.tetrapylon.policy.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The one door: open, evaluate, commit, answer.
 *
 * <pre>
 *   attempt ─ open (SELECT) ─ entry ─┬─ refused ───────────────────────┐
 *                                    └─ password ─┬─ wrong, locked ────┤
 *                                    (hash, on    └─ code ─ evaluated ─┴─ commit (guarded statement) ─ decision
 *                                     its own pool)
 * </pre>
 *
 * A login that nobody has walks the same way, with the same hash and as many statements.
 */
@ApplicationScoped
public class Authentication {
  private final Opening opening;
  private final Factors factors;
  private final Settlement settlement;
  private final AuthenticatorEvaluation authenticators;
  private final Fido2Attempts fido2;
  private final UafAttempts uaf;
  private final Beginnings beginnings;
  private final Rulebooks rulebooks;
  private final PasswordChecks passwords;
  private final Ids ids;
  private final Clock clock;
  private final MeterRegistry metrics;

  Authentication(
      Opening opening,
      Factors factors,
      Settlement settlement,
      AuthenticatorEvaluation authenticators,
      Fido2Attempts fido2,
      UafAttempts uaf,
      Beginnings beginnings,
      Rulebooks rulebooks,
      PasswordChecks passwords,
      Ids ids,
      Clock clock,
      MeterRegistry metrics) {
    this.opening = opening;
    this.factors = factors;
    this.settlement = settlement;
    this.authenticators = authenticators;
    this.fido2 = fido2;
    this.uaf = uaf;
    this.beginnings = beginnings;
    this.rulebooks = rulebooks;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Decides an attempt. It fails with a {@link Refusal} when the request itself is broken. */
  public Uni<Decision> decide(Attempt attempt) {
    return decided(attempt).invoke(decision -> count(attempt, decision));
  }

  private Uni<Decision> decided(Attempt attempt) {
    if (attempt instanceof Fido2Attempt.ByAssertion byAssertion) {
      return fido2.decide(byAssertion);
    }
    if (attempt instanceof UafAttempt.ByUaf byUaf) {
      return uaf.decide(byUaf);
    }
    return begin(attempt)
        .chain(
            begun ->
                evaluate(attempt, begun)
                    .chain(verdict -> settle(attempt, begun, verdict))
                    .map(decision -> named(decision, begun.read())));
  }

  private static Decision named(Decision decision, Opened opened) {
    var user = opened.user();
    return decision instanceof Decision.Granted && user != null
        ? new Decision.Granted(user.id())
        : decision;
  }

  /**
   * What a user may do at a resource, without any attempt. It fails with {@code USER_UNKNOWN} for a
   * login that nobody has.
   */
  public Uni<Standing> standing(Attempt.Context context) {
    return begin(context, opening.open(context)).map(begun -> standing(context, begun));
  }

  /**
   * Refuses what no attempt may name: an unknown resource, an expired licence. For requests that
   * are broken otherwise.
   */
  public Uni<Void> requireResource(UUID tenant, long resourceId) {
    return rulebooks
        .latest(tenant)
        .invoke(book -> Entry.resource(book, resourceId, clock.instant()))
        .replaceWithVoid();
  }

  private Uni<Begun<Opened>> begin(Attempt attempt) {
    return begin(attempt.context(), opening.of(attempt));
  }

  private Uni<Begun<Opened>> begin(Attempt.Context context, Uni<Opened> opened) {
    return beginnings
        .of(context.caller().tenantId(), opened, read -> read)
        .map(begun -> new Begun<>(begun.read().under(begun.book()), begun.book(), begun.keys()));
  }

  private Uni<Verdict> evaluate(Attempt attempt, Begun<Opened> begun) {
    var entry = Entry.of(attempt, begun.read(), begun.book(), clock.instant());
    if (attempt instanceof Attempt.ByAuthenticator byAuthenticator) {
      return authenticators.evaluate(
          byAuthenticator, entry.refusal(), begun.read(), begun.book(), begun.keys());
    }
    if (begun.read().user() == null) {
      return ofNobody(attempt, entry, begun);
    }
    if (entry.refusal() != null) {
      return Uni.createFrom().item(new Verdict.Refused(entry.refusal()));
    }
    return entry.wantsPassword() ? byPassword(attempt, begun) : byFactor(attempt, begun, false);
  }

  /** A login that nobody has: a hash is compared where one would be, and else a code. */
  private Uni<Verdict> ofNobody(Attempt attempt, Entry entry, Begun<Opened> begun) {
    if (entry.wantsPassword()) {
      return passwords.inVain(typed(attempt)).replaceWith(new Verdict.Unknown());
    }
    if (Factors.isOfNobodyToo(attempt)) {
      return byFactor(attempt, begun, false);
    }
    return Uni.createFrom()
        .item(
            attempt instanceof Attempt.ByCode byCode
                ? new Evaluation(begun.book(), begun.read(), begun.keys())
                    .ofNobody(byCode.code(), clock.instant())
                : new Verdict.Unknown());
  }

  private Uni<Verdict> byPassword(Attempt attempt, Begun<Opened> begun) {
    return compare(attempt, begun).chain(answer -> afterPassword(attempt, begun, answer));
  }

  /** A directory is not asked about a credential that is shut: it would count the failures too. */
  private Uni<PasswordSource.Answer> compare(Attempt attempt, Begun<Opened> begun) {
    var stored = begun.read().password();
    boolean shut = evaluation(begun).ofPassword(true) != null;
    return stored == null || (shut && stored.isOfDirectory())
        ? passwords.inVain(typed(attempt))
        : passwords.check(
            new PasswordSource.Question(
                begun.keys(),
                stored,
                Objects.requireNonNull(begun.read().user()).username(),
                typed(attempt)));
  }

  private static Secret typed(Attempt attempt) {
    return Objects.requireNonNull(attempt.password());
  }

  private Uni<Verdict> afterPassword(
      Attempt attempt, Begun<Opened> begun, PasswordSource.Answer answer) {
    if (answer.failure() != null) {
      return Uni.createFrom().item(new Verdict.Refused(answer.failure()));
    }
    var evaluation = evaluation(begun);
    var against = evaluation.ofPassword(answer.matches());
    if (against != null) {
      return Uni.createFrom().item(against);
    }
    if (attempt instanceof Attempt.ForgotToken forgot) {
      return Uni.createFrom()
          .item(
              new Verdict.ForgotTokenAccepted(
                  evaluation.accepted().password(), codeMacs(forgot, begun)));
    }
    return attempt instanceof Attempt.ByPassword
        ? Uni.createFrom().item(evaluation.accepted())
        : byFactor(attempt, begun, true);
  }

  private static List<byte[]> codeMacs(Attempt.ForgotToken forgot, Begun<Opened> begun) {
    return ForgotTokenCode.candidates(
        begun.keys(),
        Objects.requireNonNull(begun.read().user()).id(),
        forgot.activationCode(),
        forgot.hours(),
        forgot.verificationCode());
  }

  private Uni<Verdict> byFactor(Attempt attempt, Begun<Opened> begun, boolean withPassword) {
    return factors.evaluate(
        attempt, begun.read(), begun.book(), begun.keys(), evaluation(begun), withPassword);
  }

  private static Evaluation evaluation(Begun<Opened> begun) {
    return new Evaluation(begun.book(), begun.read(), begun.keys());
  }

  private Uni<Decision> settle(Attempt attempt, Begun<Opened> begun, Verdict verdict) {
    return settlement.of(
        verdict,
        begun.read(),
        attempt.event(begun.read(), ids.next(), Micros.now(clock)),
        begun.keys(),
        attempt.context());
  }

  private Standing standing(Attempt.Context context, Begun<Opened> begun) {
    Instant now = clock.instant();
    var resource = Entry.resource(begun.book(), context.resourceId(), now);
    var user = begun.read().user();
    if (user == null) {
      throw new Refusal(Reason.USER_UNKNOWN);
    }
    var policy = PolicyRules.firstMatch(resource.policies(), user.groups(), context.origin(), now);
    var password = begun.read().password();
    boolean lockedOut = password != null && password.locked();
    return Standing.of(user, lockedOut, policy);
  }

  private void count(Attempt attempt, Decision decision) {
    String reason =
        decision instanceof Decision.Refused refused
            ? refused.reason().name()
            : decision instanceof Decision.Pending
                    || decision instanceof Decision.Challenged
                    || decision instanceof Decision.UafAsked
                ? "PENDING"
                : "GRANTED";
    metrics
        .counter("tetrapylon.decisions", "action", attempt.action(), "outcome", reason)
        .increment();
  }
}
