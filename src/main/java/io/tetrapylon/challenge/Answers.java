package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Devices;
import io.tetrapylon.device.protocol.Flaw;
import io.tetrapylon.device.protocol.SignedAnswer;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A phone's answer to a push: read, verified, compared with what was asked, and then settled by one
 * guarded statement, whose row alone decides.
 *
 * <pre>
 *   read ─┬─ not to be answered any more ─→ refused, counted nowhere
 *         ├─ not signed as it must be ────→ a failure of the phone
 *         ├─ other digits ────────────────→ a failure of the phone, and a try of the challenge
 *         └─ settled: first answer decides
 * </pre>
 */
@ApplicationScoped
public class Answers {
  private static final Logger LOG = Logger.getLogger(Answers.class);

  private final PhoneChallenges challenges;
  private final AnswerCommit commit;
  private final Devices devices;
  private final ChallengeKeys challengeKeys;
  private final DataKeys dataKeys;
  private final Rulebooks rulebooks;

  Answers(
      PhoneChallenges challenges,
      AnswerCommit commit,
      Devices devices,
      ChallengeKeys challengeKeys,
      DataKeys dataKeys,
      Rulebooks rulebooks) {
    this.challenges = challenges;
    this.commit = commit;
    this.devices = devices;
    this.challengeKeys = challengeKeys;
    this.dataKeys = dataKeys;
    this.rulebooks = rulebooks;
  }

  /**
   * An answer as it came.
   *
   * @param tenant of the phone that proved who it is
   * @param device that phone
   * @param challenge which challenge
   * @param text the signed answer
   * @param requestId the request it came with
   */
  public record Given(UUID tenant, UUID device, UUID challenge, String text, String requestId) {}

  private record Read(PhoneChallenge challenge, SignedAnswer.Reading reading, TenantKeys keys) {}

  /**
   * Settles a challenge by an answer.
   *
   * @return what the user decided
   * @throws Refusal by the Uni: {@code TRANSACTION_UNKNOWN, TRANSACTION_EXPIRED,
   *     TRANSACTION_SETTLED, CREDENTIAL_LOCKED}, counted nowhere; {@code ANSWER_INVALID} and {@code
   *     DIGITS_WRONG}, counted on the phone
   */
  public Uni<ChallengeState> answer(Given given) {
    return challenges
        .read(given.tenant(), given.device(), given.challenge())
        .invoke(PhoneChallenges::requireOpen)
        .chain(challenge -> read(given, challenge))
        .chain(
            read ->
                rulebooks
                    .of(given.tenant(), read.challenge().rulebookVersion())
                    .chain(book -> settle(given, read, book))
                    .call(() -> retireOld(read.challenge())));
  }

  private Uni<Read> read(Given given, PhoneChallenge challenge) {
    return Uni.combine()
        .all()
        .unis(challengeKeys.of(given.tenant()), dataKeys.of(given.tenant()))
        .with(
            (signing, keys) ->
                new Read(
                    challenge,
                    SignedAnswer.verify(
                        given.text(), challenge.phone().signing(), challenge.asked(signing)),
                    keys));
  }

  private Uni<ChallengeState> settle(Given given, Read read, Rulebook book) {
    var answer = new AnswerCommit.Answer(read.challenge(), given.requestId(), read.keys(), book);
    if (read.reading() instanceof SignedAnswer.Genuine genuine) {
      return hasDigits(read, genuine.answer().digits())
          ? commit.decide(answer, state(genuine.answer().decision()))
          : commit.countDigits(answer).chain(Answers::refuse);
    }
    return commit.countInvalid(answer, flaw(read.reading())).chain(Answers::refuse);
  }

  /** The first answer of a new phone ends the one that it replaces. */
  private Uni<Void> retireOld(PhoneChallenge challenge) {
    return challenge.phone().replaces() == null
        ? Uni.createFrom().voidItem()
        : devices
            .answered(challenge.tenant(), challenge.phone().id())
            .onFailure()
            .invoke(failure -> LOG.warnf("The replaced phone is still there: %s", failure))
            .onFailure()
            .recoverWithNull(); // the answer is committed, and the next one tries again
  }

  private static boolean hasDigits(Read read, @Nullable String typed) {
    var key = read.challenge().digitsKey();
    return typed == null
        || (key != null && NumberMatching.match(read.keys(), key, read.challenge().id(), typed));
  }

  private static Flaw flaw(SignedAnswer.Reading reading) {
    return ((SignedAnswer.Rejected) reading).flaw();
  }

  private static ChallengeState state(SignedAnswer.Decision decision) {
    return switch (decision) {
      case APPROVE -> ChallengeState.APPROVED;
      case DENY -> ChallengeState.DENIED;
      case FRAUD -> ChallengeState.FRAUD;
    };
  }

  private static <T> Uni<T> refuse(Reason reason) {
    return Uni.createFrom().failure(new Refusal(reason));
  }
}
