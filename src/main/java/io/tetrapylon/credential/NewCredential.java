package io.tetrapylon.credential;

import io.tetrapylon.policy.CredentialKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential to be stored.
 *
 * @param id its id, which its secret is sealed to
 * @param userId whose it is
 * @param policyId the credential policy that it is under
 * @param kind what it is
 * @param externalId unique in the tenant; null: its id
 * @param label what its owner knows it by
 * @param state ACTIVE, or INITIAL while its owner has yet to prove to have it
 * @param validity from when until when it opens anything
 * @param movingFactor what counts as used already, -1 for nothing
 * @param sealedSecret its secret, sealed to {@link Candidate#SECRET} of its id, or null
 */
public record NewCredential(
    UUID id,
    UUID userId,
    UUID policyId,
    CredentialKind kind,
    @Nullable String externalId,
    String label,
    CredentialState state,
    Validity validity,
    long movingFactor,
    byte @Nullable [] sealedSecret) {}
