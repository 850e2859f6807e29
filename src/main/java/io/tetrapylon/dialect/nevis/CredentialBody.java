package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.StateCause;
import io.tetrapylon.policy.CredentialKind;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What credentials of every kind have in common as they travel. */
@Schema(name = "NevisCredential")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialBody(
    Instant created,
    Instant lastModified,
    long version,
    String extId,
    String userExtId,
    String policyExtId,
    String stateName,
    @Nullable String stateChangeReason,
    @Nullable String stateChangeDetail,
    @Nullable Instant lastSuccessfulLoginDate,
    long successfulLoginCount,
    @Nullable Instant lastFailedLoginDate,
    int failedLoginCount,
    @Nullable String modificationComment,
    String type,
    ValidityBody validity) {

  /**
   * What a credential is shown beside.
   *
   * @param userExtId what the API calls its owner
   * @param policies those of its tenant
   * @param now for locks that end by themselves
   */
  record Around(String userExtId, PolicyNames.Known policies, Instant now) {}

  static CredentialBody of(Credential credential, Around around) {
    var use = credential.statistics();
    return new CredentialBody(
        credential.createdAt(),
        credential.modifiedAt(),
        credential.version(),
        credential.externalId(),
        around.userExtId(),
        around.policies().extId(credential.policyId()),
        StateName.of(credential, around.now()).word(),
        reason(credential.stateCause()),
        credential.stateDetail(),
        use.lastSuccessAt(),
        use.successes(),
        use.lastFailureAt(),
        use.failures() + use.strangerFailures(),
        credential.comment(),
        type(credential.kind()),
        ValidityBody.of(credential.validity()));
  }

  private static @Nullable String reason(@Nullable StateCause cause) {
    return cause == null ? null : cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The API's word for a kind; it has none for a directory's password and for our own phones. */
  private static String type(CredentialKind kind) {
    return switch (kind) {
      case PASSWORD -> "Password";
      case OATH -> "OATH";
      case FIDO2 -> "FIDO2 Authenticator";
      case FIDO_UAF -> "FIDO UAF Authenticator";
      case OOB_EMAIL, OOB_SMS -> "mTan";
      case RECOVERY_CODES -> "Recovery Code";
      case LDAP, DEVICE, GENERIC -> "Generic Credential";
    };
  }
}
