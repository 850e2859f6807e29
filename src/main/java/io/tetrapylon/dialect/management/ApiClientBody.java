package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API client and its keys as they travel. */
final class ApiClientBody {
  private ApiClientBody() {}

  /**
   * What a trusted issuer calls a client.
   *
   * @param issuer the issuer's id
   * @param subject what its tokens say
   */
  @Schema(name = "ExternalSubject")
  record External(@Nullable UUID issuer, @Nullable String subject) {
    ApiClient.External toExternal() {
      if (issuer == null) {
        throw Member.invalid("external.issuer", "must be given.");
      }
      return new ApiClient.External(issuer, Member.text("external.subject", subject, 500));
    }

    static @Nullable External of(ApiClient.@Nullable External external) {
      return external == null ? null : new External(external.issuer(), external.subject());
    }
  }

  /** A client to be made. */
  @Schema(name = "ApiClientDraft")
  record Draft(
      @Nullable String accessId,
      @Nullable String password,
      @Nullable String access,
      @Nullable Set<String> permissions,
      @Nullable UUID userId,
      @Nullable Set<UUID> dataroom,
      @Nullable External external,
      @Nullable Boolean enabled) {

    ApiClient.Draft toDraft() {
      return new ApiClient.Draft(
          Member.text("accessId", accessId, 200),
          Secrets.of(password),
          null,
          new Change(access, permissions, userId, dataroom, external, enabled).toSettings());
    }

    @Override
    public String toString() {
      return "Draft[" + accessId + "]";
    }
  }

  /** What a client may do from now on, and what a trusted issuer calls it. */
  @Schema(name = "ApiClientChange")
  record Change(
      @Nullable String access,
      @Nullable Set<String> permissions,
      @Nullable UUID userId,
      @Nullable Set<UUID> dataroom,
      @Nullable External external,
      @Nullable Boolean enabled) {

    ApiClient.Settings toSettings() {
      return new ApiClient.Settings(
          new ApiClient.Grants(
              Wire.constant(Caller.Access.class, "access", access),
              permissions == null ? Set.of() : permissions,
              userId,
              dataroom),
          external == null ? null : external.toExternal(),
          enabled == null || enabled);
    }
  }

  /** A client as it stands. */
  @Schema(name = "ApiClient")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      String accessId,
      String access,
      Set<String> permissions,
      @Nullable UUID userId,
      @Nullable Set<UUID> dataroom,
      @Nullable External external,
      boolean enabled,
      Instant createdAt,
      long version) {

    static View of(ApiClient client) {
      var settings = client.settings();
      var grants = settings.grants();
      return new View(
          client.id(),
          client.accessId(),
          Wire.word(grants.access()),
          new TreeSet<>(grants.permissions()),
          grants.userId(),
          grants.dataroom(),
          External.of(settings.external()),
          settings.enabled(),
          client.createdAt(),
          client.version());
    }
  }

  /** A client, and its password where it was generated just now. */
  @Schema(name = "MadeApiClient")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Made(@JsonUnwrapped View client, @Nullable String password) {
    static Made of(ApiClient.Made made) {
      return new Made(View.of(made.client()), Secrets.text(made.generatedPassword()));
    }

    @Override
    public String toString() {
      return "Made[" + client + "]";
    }
  }

  /** A key without its value. */
  @Schema(name = "ApiKey")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Key(UUID id, String hint, Instant createdAt, @Nullable Instant expiresAt) {
    static Key of(ApiClient.Key key) {
      return new Key(key.id(), key.hint(), key.createdAt(), key.expiresAt());
    }
  }

  /** A key that was made just now. */
  @Schema(name = "MadeApiKey")
  record MadeKey(UUID id, String value, Instant createdAt) {
    static MadeKey of(ApiClient.MadeKey made) {
      return new MadeKey(made.key().id(), made.value().text(), made.key().createdAt());
    }

    @Override
    public String toString() {
      return "MadeKey[" + id + "]";
    }
  }

  /** For how long the old keys go on working, in seconds. */
  @Schema(name = "ApiKeyRotation")
  record Rotation(@Nullable Long overlapSeconds) {
    Duration overlap() {
      if (overlapSeconds == null) {
        throw Member.invalid("overlapSeconds", "must be given.");
      }
      return Duration.ofSeconds(overlapSeconds);
    }
  }
}
