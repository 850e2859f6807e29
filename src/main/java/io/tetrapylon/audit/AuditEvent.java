package io.tetrapylon.audit;

import io.tetrapylon.kernel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision or one management change.
 *
 * @param tenantId whose trail it belongs to
 * @param id UUIDv7, so that the trail sorts by time
 * @param at when, by the gateway's clock, in whole microseconds
 * @param action what was attempted, such as {@code authenticate.otp} or {@code user.create}
 * @param outcome how it ended
 * @param reason why it was refused, the true one and not what the caller was told; null when
 *     granted
 * @param actor who asked
 * @param subjectKind the kind of thing it was about, such as {@code user}
 * @param subject which one
 * @param userId the user concerned, if one is known
 * @param resourceId the resource concerned
 * @param origin the end user's address as the front end gave it, cleaned
 * @param detail anything else worth keeping; never a secret
 */
public record AuditEvent(
    UUID tenantId,
    UUID id,
    Instant at,
    String action,
    Outcome outcome,
    @Nullable String reason,
    Actor actor,
    @Nullable String subjectKind,
    @Nullable String subject,
    @Nullable UUID userId,
    @Nullable Long resourceId,
    @Nullable String origin,
    @Nullable String detail) {

  /** How it ended. */
  public enum Outcome {
    GRANTED,
    REFUSED,
    CHANGED,
    /** A phone was asked; what it answers is an event of its own. */
    PENDING
  }

  /** The same event about a transaction of the user. */
  public AuditEvent about(UUID transaction) {
    return with(outcome, reason, "transaction", transaction.toString(), userId, detail);
  }

  /** The same event with a word on how it came about; never a secret. */
  public AuditEvent detailed(String words) {
    return with(outcome, reason, subjectKind, subject, userId, words);
  }

  /** The same event with another end: hot statements bind one row for each possible outcome. */
  public AuditEvent ended(Outcome otherOutcome, @Nullable String otherReason) {
    return with(otherOutcome, otherReason, subjectKind, subject, userId, detail);
  }

  /** The same event, ending well. */
  public AuditEvent granted() {
    return ended(Outcome.GRANTED, null);
  }

  /** The same event, ending in a question. */
  public AuditEvent pending() {
    return ended(Outcome.PENDING, null);
  }

  /** The same event, refused. */
  public AuditEvent refused(Reason why) {
    return ended(Outcome.REFUSED, why.name());
  }

  /** The same event, where it concerns a user and there is more to say. */
  public AuditEvent concerning(@Nullable UUID user, @Nullable String words) {
    return with(outcome, reason, subjectKind, subject, user, words);
  }

  private AuditEvent with(
      Outcome itsOutcome,
      @Nullable String itsReason,
      @Nullable String itsSubjectKind,
      @Nullable String itsSubject,
      @Nullable UUID itsUser,
      @Nullable String itsDetail) {
    return new AuditEvent(
        tenantId,
        id,
        at,
        action,
        itsOutcome,
        itsReason,
        actor,
        itsSubjectKind,
        itsSubject,
        itsUser,
        resourceId,
        origin,
        itsDetail);
  }
}
