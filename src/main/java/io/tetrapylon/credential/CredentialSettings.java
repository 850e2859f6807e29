package io.tetrapylon.credential;

import io.tetrapylon.kernel.Member;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a credential may be changed from outside, whatever its kind.
 *
 * @param label what its owner knows it by, up to 200 characters; may be empty
 * @param policyId the credential policy that it is under, which must be for its kind
 * @param validity from when until when it opens anything
 * @param state where it is in its life
 * @param stateCause why it is locked, or {@code ADMIN_CHANGED} of an active one, or null
 * @param stateDetail what whoever changed the state said of it, or null
 * @param comment on the last change, or null
 */
public record CredentialSettings(
    String label,
    UUID policyId,
    Validity validity,
    CredentialState state,
    @Nullable StateCause stateCause,
    @Nullable String stateDetail,
    @Nullable String comment) {

  /** Refuses with {@code MEMBER_INVALID} what does not fit together. */
  public CredentialSettings {
    Member.check(label.length() <= 200, "label", "must have at most 200 characters.");
    Member.optional("stateDetail", stateDetail, 1000);
    Member.optional("modificationComment", comment, 1000);
    Member.check(fits(state, stateCause), "state", "its cause is not one of this state.");
  }

  private static boolean fits(CredentialState state, @Nullable StateCause cause) {
    return switch (state) {
      case LOCKED -> cause != null && cause != StateCause.ADMIN_CHANGED;
      case ACTIVE -> cause == null || cause == StateCause.ADMIN_CHANGED;
      case INITIAL, DISABLED, ARCHIVED -> cause == null;
    };
  }

  /** The same in another state. */
  public CredentialSettings in(CredentialState other, @Nullable StateCause cause) {
    return new CredentialSettings(label, policyId, validity, other, cause, stateDetail, comment);
  }

  /** The same under another label. */
  public CredentialSettings labelled(String other) {
    return new CredentialSettings(
        other, policyId, validity, state, stateCause, stateDetail, comment);
  }

  /** The same with another validity. */
  public CredentialSettings valid(Validity other) {
    return new CredentialSettings(label, policyId, other, state, stateCause, stateDetail, comment);
  }
}
