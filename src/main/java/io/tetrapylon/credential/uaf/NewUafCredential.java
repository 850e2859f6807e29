package io.tetrapylon.credential.uaf;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Member;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A UAF credential to be stored.
 *
 * @param authenticator what it is
 * @param policyId the credential policy that it is under, one for its kind
 * @param externalId unique in the tenant, or null: its id
 * @param state active or disabled
 * @param validity from when until when it opens anything
 */
public record NewUafCredential(
    UafAuthenticator authenticator,
    UUID policyId,
    @Nullable String externalId,
    CredentialState state,
    Validity validity) {
  /** Refuses with {@code MEMBER_INVALID} another state, and an external id that is none. */
  public NewUafCredential {
    Member.optional("extId", externalId, 200);
    Member.check(
        state == CredentialState.ACTIVE || state == CredentialState.DISABLED,
        "stateName",
        "a new one is active or disabled.");
  }
}
