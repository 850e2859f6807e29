package io.tetrapylon.credential;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.policy.CredentialKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credential} in a transaction of the management API.
 *
 * <p>The hot statements change the same row. Whoever changes an entity has locked its row first,
 * and only what changed is written.
 */
@Entity
@DynamicUpdate
@Table(name = "credential")
@IdClass(TenantScoped.class)
class CredentialEntity extends PanacheEntityBase {
  private static final String READ_FROM = "nullif(valid_from, '-infinity')";
  private static final String READ_TO = "nullif(valid_to, 'infinity')";

  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "user_id", updatable = false)
  UUID userId;

  @Column(name = "policy_id")
  UUID policyId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  CredentialKind kind;

  @Column(name = "external_id")
  String externalId;

  @Column String label;

  @Enumerated(EnumType.STRING)
  @Column
  CredentialState state;

  @Enumerated(EnumType.STRING)
  @Column(name = "state_cause")
  @Nullable StateCause stateCause;

  /** Where enabling leads back to INITIAL. */
  @Column(name = "disabled_unproven")
  boolean disabledUnproven;

  @Column(name = "state_detail")
  @Nullable String stateDetail;

  @Column(name = "modification_comment")
  @Nullable String comment;

  @Column(name = "valid_from")
  @ColumnTransformer(read = READ_FROM, write = "coalesce(cast(? as timestamptz), '-infinity')")
  @Nullable Instant validFrom;

  @Column(name = "valid_to")
  @ColumnTransformer(read = READ_TO, write = "coalesce(cast(? as timestamptz), 'infinity')")
  @Nullable Instant validTo;

  @Column(name = "moving_factor")
  long movingFactor;

  @Column int drift;
  @Column int failures;

  @Column(name = "stranger_failures")
  int strangerFailures;

  @Column(name = "locked_until")
  @Nullable Instant lockedUntil;

  @Column long successes;

  @Column(name = "failures_total")
  long failuresTotal;

  /** Written by the statement that counts failures. */
  @Column(name = "successes_at_failure", insertable = false, updatable = false)
  long successesAtFailure;

  @Column(name = "last_success_at")
  @Nullable Instant lastSuccessAt;

  @Column(name = "last_failure_at")
  @Nullable Instant lastFailureAt;

  @Column(name = "sealed_secret")
  byte @Nullable [] sealedSecret;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "modified_at")
  Instant modifiedAt;

  @Version long version;

  static CredentialEntity of(UUID tenant, NewCredential made, Instant now) {
    var row = new CredentialEntity();
    row.tenantId = tenant;
    row.id = made.id();
    row.userId = made.userId();
    row.policyId = made.policyId();
    row.kind = made.kind();
    row.externalId = made.externalId() == null ? made.id().toString() : made.externalId();
    row.label = made.label();
    row.state = made.state();
    row.setValidity(made.validity());
    row.movingFactor = made.movingFactor();
    row.sealedSecret = made.sealedSecret();
    row.createdAt = now;
    row.modifiedAt = now;
    return row;
  }

  CredentialRows.Description description() {
    return new CredentialRows.Description(label, policyId, new Validity(validFrom, validTo));
  }

  void describe(CredentialRows.Description description) {
    label = description.label();
    policyId = description.policyId();
    setValidity(description.validity());
  }

  /** Whoever unlocks it this way forgets its failures too. */
  void take(CredentialSettings settings) {
    describe(
        new CredentialRows.Description(settings.label(), settings.policyId(), settings.validity()));
    boolean unlocks = state == CredentialState.LOCKED && settings.state() == CredentialState.ACTIVE;
    move(state.moveTo(settings.state()));
    if (unlocks) {
      forgetFailures();
    }
    stateCause = state == settings.state() ? settings.stateCause() : null;
    stateDetail = settings.stateDetail();
    comment = settings.comment();
  }

  void disable() {
    move(state.disable());
  }

  void enable() {
    move(state.enable());
  }

  void archive() {
    move(state.archive());
  }

  /** Who says that it shall be active has not proved to have it. */
  private void move(CredentialState to) {
    if (state == CredentialState.INITIAL && to == CredentialState.ACTIVE) {
      throw new Refusal(Reason.CONFLICT, "Only its owner can activate it, by proving to have it.");
    }
    if (state != CredentialState.DISABLED) {
      disabledUnproven = state == CredentialState.INITIAL;
    }
    boolean enables = state == CredentialState.DISABLED && to == CredentialState.ACTIVE;
    state = enables && (disabledUnproven || isAnnounced()) ? CredentialState.INITIAL : to;
  }

  /** Whether it stands for a token or phone that there is not yet. */
  private boolean isAnnounced() {
    return sealedSecret == null && (kind == CredentialKind.OATH || kind == CredentialKind.DEVICE);
  }

  private void setValidity(Validity validity) {
    validFrom = validity.from();
    validTo = validity.to();
  }

  void lock(StateCause cause) {
    state = state.lock();
    stateCause = cause;
  }

  void unlock() {
    state = state.unlock();
    forgetFailures();
  }

  /** Takes every lock, and leaves what is disabled or archived where it is. */
  void release() {
    state = state == CredentialState.LOCKED ? state.unlock() : state;
    forgetFailures();
  }

  private void forgetFailures() {
    stateCause = null;
    lockedUntil = null;
    failures = 0;
    strangerFailures = 0;
  }

  boolean hasLock() {
    return state == CredentialState.LOCKED
        || lockedUntil != null
        || failures > 0
        || strangerFailures > 0;
  }

  Credential view() {
    return new Credential(
        id,
        userId,
        policyId,
        kind,
        externalId,
        label,
        state,
        stateCause,
        stateDetail,
        comment,
        lockedUntil,
        new Validity(validFrom, validTo),
        movingFactor,
        drift,
        new Credential.Statistics(
            failures,
            strangerFailures,
            successes,
            failuresTotal,
            successes - successesAtFailure,
            lastSuccessAt,
            lastFailureAt),
        createdAt,
        modifiedAt,
        version);
  }
}
