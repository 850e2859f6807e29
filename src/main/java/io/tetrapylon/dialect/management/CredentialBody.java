package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.StateCause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential of any kind as it stands, without its secret. */
@Schema(name = "Credential")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialBody(
    UUID id,
    String kind,
    UUID policyId,
    String externalId,
    String label,
    String state,
    @Nullable String stateCause,
    @Nullable Instant lockedUntil,
    ValidityBody validity,
    Use use,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  /** How it was used. */
  @Schema(name = "CredentialUse")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Use(
      int failures,
      int strangerFailures,
      long successes,
      long failuresTotal,
      @Nullable Instant lastSuccessAt,
      @Nullable Instant lastFailureAt) {
    static Use of(Credential.Statistics statistics) {
      return new Use(
          statistics.failures(),
          statistics.strangerFailures(),
          statistics.successes(),
          statistics.failuresTotal(),
          statistics.lastSuccessAt(),
          statistics.lastFailureAt());
    }
  }

  /** All credentials of a user: they are few, so there are no pages. */
  @Schema(name = "Credentials")
  record Several(List<CredentialBody> items) {
    static Several of(List<Credential> all) {
      return new Several(all.stream().map(CredentialBody::of).toList());
    }
  }

  static CredentialBody of(Credential credential) {
    return new CredentialBody(
        credential.id(),
        Wire.word(credential.kind()),
        credential.policyId(),
        credential.externalId(),
        credential.label(),
        Wire.word(credential.state()),
        word(credential.stateCause()),
        credential.lockedUntil(),
        ValidityBody.of(credential.validity()),
        Use.of(credential.statistics()),
        credential.createdAt(),
        credential.modifiedAt(),
        credential.version());
  }

  private static @Nullable String word(@Nullable StateCause cause) {
    return cause == null ? null : Wire.word(cause);
  }
}
