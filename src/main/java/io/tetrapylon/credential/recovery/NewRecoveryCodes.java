package io.tetrapylon.credential.recovery;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Member;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A set of codes to be made.
 *
 * @param policyId the credential policy that it is under, one for its kind
 * @param externalId unique in the tenant, or null: its id
 * @param validity from when until when it opens anything
 */
public record NewRecoveryCodes(UUID policyId, @Nullable String externalId, Validity validity) {
  /** Refuses with {@code MEMBER_INVALID} an external id that is blank or too long. */
  public NewRecoveryCodes {
    Member.optional("extId", externalId, 200);
  }
}
