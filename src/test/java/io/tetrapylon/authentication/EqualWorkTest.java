package io.tetrapylon.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.Keys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.PushRules;
import io.tetrapylon.policy.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What callers must not tell apart takes as many comparisons and the same statement. */
class EqualWorkTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final UUID ID = new UUID(0, 7);
  private static final String WRONG = "000000";

  private final TenantKeys keys = Keys.tenant(Keys.TENANT, 1);
  private final Candidate live = candidate("OATH", true, 0);
  private final Candidate locked = candidate("OATH", false, 3);

  @Test
  void aWrongCodeIsComparedOnceAndCounted() {
    var evaluation = of(null, token(live));

    var failed = failed(evaluation.ofCode(WRONG, false, NOW), Reason.CODE_WRONG);

    assertEquals(1, evaluation.compared());
    assertEquals(List.of(new Verdict.Guarded(ID, 3)), failed.compared());
  }

  @Test
  void aLockedTokenIsComparedAsOftenAndCountsNowhere() {
    var evaluation = of(null, token(locked));

    var failed = failed(evaluation.ofCode(WRONG, false, NOW), Reason.CREDENTIAL_LOCKED);

    assertEquals(1, evaluation.compared());
    assertEquals(List.of(new Verdict.Guarded(ID, 0)), failed.compared());
  }

  @Test
  void aUserWithoutTokensIsComparedWithADecoy() {
    var evaluation = of(null);

    var failed = failed(evaluation.ofCode(WRONG, false, NOW), Reason.CREDENTIAL_MISSING);

    assertEquals(1, evaluation.compared());
    assertTrue(failed.compared().isEmpty());
  }

  @Test
  void aLoginThatNobodyHasIsComparedWithADecoy() {
    var evaluation = of(null);

    assertInstanceOf(Verdict.Unknown.class, evaluation.ofNobody(WRONG, NOW));
    assertEquals(1, evaluation.compared());
  }

  @Test
  void aLockedPasswordIsCommittedAsAWrongOneIsAndCountsNowhere() {
    var wrong = of(candidate("PASSWORD", true, 0)).ofPassword(false);
    var shut = of(candidate("PASSWORD", false, 10)).ofPassword(true);

    assertEquals(
        List.of(new Verdict.Guarded(ID, 10)), failed(wrong, Reason.PASSWORD_WRONG).compared());
    assertEquals(
        List.of(new Verdict.Guarded(ID, 0)), failed(shut, Reason.PASSWORD_LOCKED).compared());
  }

  private static Verdict.Failed failed(@Nullable Verdict verdict, Reason reason) {
    var failed = assertInstanceOf(Verdict.Failed.class, verdict);
    assertEquals(reason, failed.reason());
    return failed;
  }

  private Evaluation of(@Nullable Candidate password, OathCandidate... tokens) {
    var user =
        new Opened.User(
            new UUID(0, 1),
            "jdoe",
            null,
            Opened.Status.ACTIVE,
            false,
            false,
            Set.of(),
            false,
            null);
    var book =
        new Rulebook(1, new Rulebook.Limits(3, 10), PushRules.DEFAULT, null, Map.of(), Map.of());
    return new Evaluation(book, new Opened(1, user, password, List.of(), List.of(tokens)), keys);
  }

  private static OathCandidate token(Candidate row) {
    return new OathCandidate(row, OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30);
  }

  private Candidate candidate(String kind, boolean usable, int failures) {
    var sealed = keys.seal(Candidate.SECRET, ID, Secret.of("12345678901234567890"));
    return new Candidate(ID, new UUID(0, 2), kind, usable, !usable, failures, 0, -1, 0, sealed);
  }
}
