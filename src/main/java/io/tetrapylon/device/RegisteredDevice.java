package io.tetrapylon.device;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a number and that users authenticate with: a phone, an OATH token, or what was
 * announced as either and is none yet.
 *
 * @param number unique in the tenant
 * @param id of the phone's, the token's credential's or the pending device's row
 * @param origin what there is of it
 * @param type a code, mostly one of {@link DeviceType}
 * @param externalId what other systems call it
 * @param name what people call it
 * @param owner whose it is, or null: nobody's yet
 * @param credentialId the credential that guards it, or null
 * @param state that credential's, or null
 * @param validity from when until when it opens anything
 * @param createdAt since when
 * @param version grows with each change
 */
public record RegisteredDevice(
    long number,
    UUID id,
    Origin origin,
    String type,
    String externalId,
    String name,
    Authenticator.@Nullable Owner owner,
    @Nullable UUID credentialId,
    @Nullable CredentialState state,
    Validity validity,
    Instant createdAt,
    long version) {

  /** What there is of a device. */
  public enum Origin {
    PHONE,
    TOKEN,
    /** It was announced. */
    PENDING
  }

  /** Whether it may be used, valid now or not. */
  public boolean isActive() {
    return state == CredentialState.ACTIVE;
  }
}
