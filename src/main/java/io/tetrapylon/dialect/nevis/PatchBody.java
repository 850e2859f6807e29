package io.tetrapylon.dialect.nevis;

import io.tetrapylon.credential.CredentialSettings;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.policy.CredentialKind;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH of a credential changes; what is absent stays.
 *
 * @param version the version that the caller saw, or null: whichever it is
 * @param state the new state, or null
 * @param stateDetail what the caller says of it, or null
 * @param policyExtId the new policy, or null
 * @param validity the new validity, or null
 * @param comment on the change, or null
 * @param label what its owner knows it by from now on, or null
 */
record PatchBody(
    @Nullable Long version,
    @Nullable StateName state,
    @Nullable String stateDetail,
    @Nullable String policyExtId,
    @Nullable Validity validity,
    @Nullable String comment,
    @Nullable String label) {
  private static final int LONGEST_REMARK = 1000;

  /** Reads it. Fields first, then the state, as where a credential is made. */
  static PatchBody read(byte @Nullable [] body) {
    var fields = Fields.of(body);
    var version = fields.number("version", 0, Long.MAX_VALUE);
    var state = fields.text("stateName");
    var detail = fields.text("stateChangeDetail", LONGEST_REMARK);
    var policy = fields.text("policyExtId");
    var validity = fields.validity();
    var comment = fields.text("modificationComment", LONGEST_REMARK);
    var label = fields.text("label");
    fields.check();
    return new PatchBody(version, state(state), detail, policy, validity, comment, label);
  }

  private static @Nullable StateName state(@Nullable String word) {
    return word == null
        ? null
        : StateName.parse(word).orElseThrow(() -> new NevisRefusal(NevisError.stateUnknown(word)));
  }

  /** Whether it makes active what is in another state. */
  boolean activates(CredentialState now) {
    return state != null && state.state() == CredentialState.ACTIVE && now != state.state();
  }

  /** The settings after it; what is archived cannot be changed any more. */
  CredentialSettings apply(
      CredentialSettings now, CredentialKind kind, PolicyNames.Known policies) {
    if (now.state() == CredentialState.ARCHIVED) {
      throw new NevisRefusal(NevisError.archived());
    }
    var moved = state == null ? now : state.applyTo(now);
    return new CredentialSettings(
        label == null ? now.label() : label,
        policyExtId == null ? now.policyId() : policies.of(kind, policyExtId).id(),
        validity == null ? now.validity() : validity,
        moved.state(),
        moved.stateCause(),
        stateDetail == null ? now.stateDetail() : stateDetail,
        comment == null ? now.comment() : comment);
  }
}
