package io.tetrapylon.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oath.OathMatch;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.Keys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.PushRules;
import io.tetrapylon.policy.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the factors of an attempt amount to. The codes are those of RFC 4226, appendix D. */
class EvaluationTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final UUID POLICY = new UUID(0, 2);
  private static final String CODE_0 = "755224";
  private static final String CODE_2 = "359152";
  private static final String WRONG = "000000";

  private final TenantKeys keys = Keys.tenant(Keys.TENANT, 1);
  private final List<OathCandidate> tokens = new ArrayList<>();
  private @Nullable Candidate password;
  private @Nullable Boolean networkFresh = true;
  private @Nullable Integer failureLimit;

  @Test
  void aRightCodeIsAcceptedUnderTheTenantsLimit() {
    token(1, -1, 0, 0);

    var accepted = accepted(evaluation().ofCode(CODE_0, false, NOW));

    assertEquals(new Verdict.Guarded(id(1), 3), accepted.token());
    assertEquals(new OathMatch.Fresh(0, 0), accepted.fresh());
    assertNull(accepted.password());
  }

  @Test
  void aCodeAfterARightPasswordGuardsBoth() {
    password = row(9, "PASSWORD", true, -1, 0, 0);
    token(1, -1, 0, 0);

    var accepted = accepted(evaluation().ofCode(CODE_2, true, NOW));

    assertEquals(new Verdict.Guarded(id(9), 10), accepted.password());
    assertEquals(new OathMatch.Fresh(2, 0), accepted.fresh());
  }

  @Test
  void aCodeThatWasUsedIsRefusedAndCountsNowhere() {
    token(1, 1, 0, 0);
    token(2, 99, 0, 0);

    var failed = failed(evaluation().ofCode(CODE_0, false, NOW));

    assertEquals(Reason.CODE_USED, failed.reason());
    assertEquals(
        List.of(new Verdict.Guarded(id(1), 0), new Verdict.Guarded(id(2), 0)), failed.compared());
  }

  @Test
  void aTimeStepThatWasUsedIsRefusedAndCountsNowhere() {
    long step = NOW.getEpochSecond() / 30;
    tokens.add(
        new OathCandidate(
            row(1, "OATH", true, step, 0, 0), OathMethod.TOTP, OathAlgorithm.SHA1, 6, 30));
    var code = tokens.get(0).token(keys, RULES).codeAt(step);

    var failed = failed(evaluation().ofCode(code, false, NOW));

    assertEquals(Reason.CODE_USED, failed.reason());
    assertEquals(List.of(new Verdict.Guarded(id(1), 0)), failed.compared());
  }

  @Test
  void aWrongCodeCountsAgainstEachTokenThatItWasComparedWith() {
    token(1, -1, 0, 0);
    token(2, -1, 2, 0);
    token(3, -1, 3, 0); // at its limit: locked
    var evaluation = evaluation();

    var failed = failed(evaluation.ofCode(WRONG, false, NOW));

    assertEquals(Reason.CODE_WRONG, failed.reason());
    assertEquals(Reason.CREDENTIAL_LOCKED, failed.whenLocked());
    assertEquals(
        List.of(new Verdict.Guarded(id(1), 3), new Verdict.Guarded(id(2), 3)), failed.compared());
    assertEquals(2, evaluation.compared());
  }

  @Test
  void aSuccessForgivesTheOtherTokensThatHaveFailures() {
    token(1, 5, 1, 0);
    token(2, -1, 2, 0);
    token(3, 7, 0, 1);
    token(4, 9, 0, 0);

    var accepted = accepted(evaluation().ofCode(CODE_0, false, NOW));

    assertEquals(id(2), accepted.token().id());
    // Those after the match were not compared, and are forgiven all the same.
    assertEquals(List.of(id(1), id(3)), accepted.siblings().stream().map(t -> t.id()).toList());
  }

  @Test
  void thePolicysLimitGoesBeforeTheTenants() {
    failureLimit = 5;
    token(1, -1, 4, 0);

    assertEquals(
        new Verdict.Guarded(id(1), 5), accepted(evaluation().ofCode(CODE_0, false, NOW)).token());
  }

  @Test
  void atItsLimitATokenIsLocked() {
    token(1, -1, 3, 0);

    assertEquals(
        Reason.CREDENTIAL_LOCKED, failed(evaluation().ofCode(CODE_0, false, NOW)).reason());
  }

  @Test
  void whatStrangersSpoiltIsShutToStrangersAlone() {
    token(1, -1, 0, 3);

    networkFresh = true;
    var owner = accepted(evaluation().ofCode(CODE_0, false, NOW));
    networkFresh = null;
    var stranger = failed(evaluation().ofCode(CODE_0, false, NOW));

    assertEquals(false, owner.stranger());
    assertEquals(Reason.CREDENTIAL_LOCKED, stranger.reason());
    assertEquals(true, stranger.stranger());
  }

  @Test
  void whoHasTheRightPasswordIsNoStranger() {
    password = row(9, "PASSWORD", true, -1, 0, 0);
    token(1, -1, 0, 3);
    networkFresh = null;

    assertEquals(false, accepted(evaluation().ofCode(CODE_0, true, NOW)).stranger());
  }

  @Test
  void aTokenOfAnotherLengthIsNotCompared() {
    token(1, -1, 0, 0);
    var evaluation = evaluation();

    var failed = failed(evaluation.ofCode("00000000", false, NOW));

    assertEquals(Reason.CREDENTIAL_MISSING, failed.reason());
    assertEquals(List.of(), failed.compared());
    assertEquals(1, evaluation.compared(), "with a decoy");
  }

  @Test
  void aPasswordIsRightWrongLockedOrMissing() {
    assertEquals(Reason.CREDENTIAL_MISSING, failed(evaluation().ofPassword(true)).reason());

    password = row(9, "PASSWORD", true, -1, 9, 0);
    assertNull(evaluation().ofPassword(true));
    assertEquals(new Verdict.Guarded(id(9), 10), evaluation().accepted().password());
    assertEquals(Reason.PASSWORD_WRONG, failed(evaluation().ofPassword(false)).reason());

    password = row(9, "PASSWORD", true, -1, 10, 0);
    assertEquals(Reason.PASSWORD_LOCKED, failed(evaluation().ofPassword(true)).reason());

    password = row(9, "PASSWORD", false, -1, 0, 0);
    assertEquals(Reason.PASSWORD_LOCKED, failed(evaluation().ofPassword(true)).reason());
  }

  private static final Rulebook.CredentialRules RULES =
      new Rulebook.CredentialRules("AT_OTP", CredentialKind.OATH, null, 1, 10);

  private Evaluation evaluation() {
    var user =
        new Opened.User(
            new UUID(0, 1),
            "jdoe",
            null,
            Opened.Status.ACTIVE,
            false,
            false,
            Set.of(),
            true,
            networkFresh);
    var rules =
        Map.of(
            POLICY,
            new Rulebook.CredentialRules("AT_OTP", CredentialKind.OATH, failureLimit, 1, 10));
    var book =
        new Rulebook(1, new Rulebook.Limits(3, 10), PushRules.DEFAULT, null, Map.of(), rules);
    var opened = new Opened(1, user, password, List.of(), tokens);
    return new Evaluation(book, opened, keys);
  }

  private void token(int number, long movingFactor, int failures, int strangerFailures) {
    tokens.add(
        new OathCandidate(
            row(number, "OATH", true, movingFactor, failures, strangerFailures),
            OathMethod.HOTP,
            OathAlgorithm.SHA1,
            6,
            30));
  }

  private Candidate row(
      int number, String kind, boolean usable, long movingFactor, int failures, int strangers) {
    var sealed = keys.seal(Candidate.SECRET, id(number), Secret.of("12345678901234567890"));
    return new Candidate(
        id(number), POLICY, kind, usable, false, failures, strangers, movingFactor, 0, sealed);
  }

  private static UUID id(int number) {
    return new UUID(7, number);
  }

  private static Verdict.CodeAccepted accepted(@Nullable Verdict verdict) {
    return assertInstanceOf(Verdict.CodeAccepted.class, verdict);
  }

  private static Verdict.Failed failed(@Nullable Verdict verdict) {
    return assertInstanceOf(Verdict.Failed.class, verdict);
  }
}
