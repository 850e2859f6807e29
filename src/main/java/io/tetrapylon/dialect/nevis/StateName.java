package io.tetrapylon.dialect.nevis;

import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialSettings;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.StateCause;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of the API, each with the core's (CONTRACT section 5). */
enum StateName {
  INITIAL(CredentialState.INITIAL, null),
  ACTIVE(CredentialState.ACTIVE, null),
  TMP_LOCKED(CredentialState.LOCKED, StateCause.TIMED),
  FAIL_LOCKED(CredentialState.LOCKED, StateCause.FAILURES),
  RESET_CODE(CredentialState.LOCKED, StateCause.RESET),
  ADMIN_CHANGED(CredentialState.ACTIVE, StateCause.ADMIN_CHANGED),
  DISABLED(CredentialState.DISABLED, null),
  ARCHIVED(CredentialState.ARCHIVED, null);

  private final CredentialState state;
  private final @Nullable StateCause cause;

  StateName(CredentialState state, @Nullable StateCause cause) {
    this.state = state;
    this.cause = cause;
  }

  /** As it travels. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of a word. */
  static Optional<StateName> parse(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * The state of a credential. One that is locked until a time that is still to come, or by an
   * operator, is locked for now; what else an operator's lock may be called the API does not say.
   */
  static StateName of(Credential credential, Instant now) {
    var until = credential.lockedUntil();
    if (credential.state() == CredentialState.ACTIVE && until != null && until.isAfter(now)) {
      return TMP_LOCKED;
    }
    for (var each : values()) {
      if (each.state == credential.state() && Objects.equals(each.cause, credential.stateCause())) {
        return each;
      }
    }
    return credential.state() == CredentialState.LOCKED ? TMP_LOCKED : of(credential.state());
  }

  private static StateName of(CredentialState state) {
    return switch (state) {
      case INITIAL -> INITIAL;
      case ACTIVE -> ACTIVE;
      case LOCKED -> TMP_LOCKED;
      case DISABLED -> DISABLED;
      case ARCHIVED -> ARCHIVED;
    };
  }

  /** Whether a new credential may be in it. */
  boolean isOfNew() {
    return this == ACTIVE || this == DISABLED;
  }

  /** The core's state. */
  CredentialState state() {
    return state;
  }

  /** The same settings in this state. */
  CredentialSettings applyTo(CredentialSettings settings) {
    return settings.in(state, cause);
  }
}
