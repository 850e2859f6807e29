package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.device.reach.AppAttestation;
import io.tetrapylon.device.reach.DispatchTarget;
import io.tetrapylon.device.reach.GivenTarget;
import io.tetrapylon.device.reach.NewTarget;
import io.tetrapylon.device.reach.TargetSettings;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A dispatch target as it travels. */
@Schema(name = "NevisDispatchTarget")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TargetBody(
    Instant created,
    Instant lastModified,
    long version,
    String extId,
    String type,
    @Nullable String deviceId,
    @Nullable String target,
    @Nullable String dispatcher,
    @Nullable String userAgent,
    @Nullable String encryptionKey,
    @Nullable String signingKey,
    @Nullable String appId,
    @Nullable String name,
    String state,
    @Nullable String identification,
    @Nullable AttestationBody appAttestation) {
  static final String UAF = "fido-uaf";

  private static final String ACTIVE = "active";
  private static final String DISABLED = "disabled";
  private static final int LONGEST_KEY = 8192;
  private static final int LONGEST_RECEIPT = 32_768;
  private static final int LONGEST_TEXT = 2000;
  private static final TargetSettings NEW = new TargetSettings(null, true, GivenTarget.NOTHING);

  /** What an app said of itself, as it travels. */
  @Schema(name = "NevisAppAttestation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AttestationBody(
      Instant created,
      Instant lastModified,
      long version,
      @Nullable String name,
      @Nullable Long counter,
      @Nullable String receipt,
      @Nullable String publicKey,
      @Nullable String deviceId,
      @Nullable String environment) {
    static AttestationBody of(AppAttestation.Stored stored) {
      var said = stored.attestation();
      return new AttestationBody(
          stored.createdAt(),
          stored.modifiedAt(),
          stored.version(),
          said.name(),
          said.counter(),
          said.receipt(),
          said.publicKey(),
          said.device(),
          said.environment());
    }
  }

  @Override
  public String toString() {
    return "NevisDispatchTarget[" + extId + "]";
  }

  /** A phone of ours tells by which channel it is reached, and never where. */
  static TargetBody of(DispatchTarget target) {
    var given = target.settings().given();
    var phone = target.phoneId();
    var channel = target.channel();
    var attestation = target.attestation();
    return new TargetBody(
        target.createdAt(),
        target.modifiedAt(),
        target.version(),
        target.externalId(),
        phone == null ? UAF : "phone",
        phone == null ? given.device() : phone.toString(),
        given.target(),
        phone == null || channel == null ? given.dispatcher() : channel.word(),
        given.userAgent(),
        given.encryptionKey(),
        given.signingKey(),
        given.appId(),
        target.settings().name(),
        target.settings().active() ? ACTIVE : DISABLED,
        given.identification(),
        attestation == null ? null : AttestationBody.of(attestation));
  }

  /**
   * The target that is made with a credential, or null where there is none.
   *
   * @param linked the external id that the credential names beside it, or null
   */
  static @Nullable NewTarget readNew(@Nullable Fields fields, @Nullable String linked) {
    if (fields == null) {
      return null;
    }
    var extId = fields.text("extId");
    fields.read("type", word -> word.equals(UAF) ? Optional.of(word) : Optional.empty());
    var draft = new Draft(fields);
    var attestation = attestation(fields.object("appAttestation"));
    if (extId != null && linked != null && !extId.equals(linked)) {
      fields.refuse("dispatchTargetExtId");
    }
    fields.check();
    return new NewTarget(extId == null ? linked : extId, draft.apply(NEW), attestation);
  }

  /** What a PATCH changes; what is absent stays. */
  static Patch readPatch(byte @Nullable [] body) {
    var fields = Fields.of(body);
    var version = fields.number("version", 0, Long.MAX_VALUE);
    var draft = new Draft(fields);
    fields.check();
    return new Patch(version, draft);
  }

  /**
   * A PATCH.
   *
   * @param version the version that the caller saw, or null
   * @param draft what is given
   */
  record Patch(@Nullable Long version, Draft draft) {}

  /** What is not valid has been noted, and is left out here. */
  private static @Nullable AppAttestation attestation(@Nullable Fields fields) {
    return fields == null
        ? null
        : new AppAttestation(
            fields.text("name"),
            fields.number("counter", 0, Long.MAX_VALUE),
            fields.nonEmpty("receipt", LONGEST_RECEIPT),
            fields.nonEmpty("publicKey", LONGEST_KEY),
            fields.nonEmpty("deviceId", LONGEST_TEXT),
            fields.text("environment"));
  }

  /** The members of a target, in the order of the API, read but not yet put together. */
  static final class Draft {
    private final @Nullable String device;
    private final @Nullable String target;
    private final @Nullable String dispatcher;
    private final @Nullable String userAgent;
    private final @Nullable String encryptionKey;
    private final @Nullable String signingKey;
    private final @Nullable String appId;
    private final @Nullable String name;
    private final @Nullable Boolean active;
    private final @Nullable String identification;

    Draft(Fields fields) {
      device = fields.nonEmpty("deviceId", LONGEST_TEXT);
      target = fields.nonEmpty("target", LONGEST_KEY);
      dispatcher = fields.text("dispatcher");
      userAgent = fields.text("userAgent", LONGEST_TEXT);
      encryptionKey = fields.text("encryptionKey", LONGEST_KEY);
      signingKey = fields.nonEmpty("signingKey", LONGEST_KEY);
      appId = fields.nonEmpty("appId", LONGEST_TEXT);
      name = fields.nonEmpty("name", 200);
      active = fields.read("state", Draft::active);
      identification = fields.nonEmpty("identification", 200);
    }

    private static Optional<Boolean> active(String word) {
      return word.equals(ACTIVE) || word.equals(DISABLED)
          ? Optional.of(word.equals(ACTIVE))
          : Optional.empty();
    }

    /** What is given over what there is; to be asked for once the fields have been checked. */
    TargetSettings apply(TargetSettings now) {
      return new TargetSettings(
          or(name, now.name()), active == null ? now.active() : active, given(now.given()));
    }

    private GivenTarget given(GivenTarget now) {
      return new GivenTarget(
          or(dispatcher, now.dispatcher()),
          or(target, now.target()),
          or(userAgent, now.userAgent()),
          or(encryptionKey, now.encryptionKey()),
          or(signingKey, now.signingKey()),
          or(appId, now.appId()),
          or(device, now.device()),
          or(identification, now.identification()));
    }

    private static @Nullable String or(@Nullable String given, @Nullable String otherwise) {
      return given == null ? otherwise : given;
    }
  }
}
