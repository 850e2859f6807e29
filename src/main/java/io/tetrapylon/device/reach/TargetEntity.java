package io.tetrapylon.device.reach;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.device.DeviceColumns;
import io.tetrapylon.device.PushAddress;
import io.tetrapylon.device.PushChannel;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code dispatch_target} in a transaction of the ledger. */
@Entity
@DynamicUpdate
@Table(name = "dispatch_target")
@IdClass(TenantScoped.class)
class TargetEntity extends PanacheEntityBase {
  static final String UAF = "fido-uaf";

  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "external_id", updatable = false)
  String externalId;

  @Column(name = "user_id", updatable = false)
  UUID userId;

  @Column(name = "device_id", updatable = false)
  @Nullable UUID phoneId;

  @Column(updatable = false)
  String type;

  @Column @Nullable String channel;

  @Column(name = "sealed_address")
  byte @Nullable [] sealedAddress;

  @Column @Nullable String name;
  @Column boolean active;
  @Column @Nullable String dispatcher;

  @Column(name = "sealed_given")
  byte @Nullable [] sealedGiven;

  @Column(name = "user_agent")
  @Nullable String userAgent;

  @Column(name = "app_id")
  @Nullable String appId;

  @Column(name = "given_device")
  @Nullable String device;

  @Column @Nullable String identification;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "modified_at")
  Instant modifiedAt;

  @Version long version;

  static TargetEntity uaf(UUID id, UUID user, @Nullable String externalId, TenantKeys keys) {
    var row = new TargetEntity();
    row.tenantId = keys.tenant();
    row.id = id;
    row.userId = user;
    row.externalId = externalId == null ? id.toString() : externalId;
    row.type = UAF;
    return row;
  }

  boolean isUaf() {
    return type.equals(UAF);
  }

  /** Takes over what was said, sealed where it is a secret. */
  TargetEntity take(TargetSettings settings, TenantKeys keys, Instant now) {
    name = settings.name();
    active = settings.active();
    modifiedAt = now;
    if (isUaf()) {
      takeGiven(settings.given(), keys);
    }
    return this;
  }

  private void takeGiven(GivenTarget given, TenantKeys keys) {
    dispatcher = given.dispatcher();
    userAgent = given.userAgent();
    appId = given.appId();
    device = given.device();
    identification = given.identification();
    sealedGiven = keys.seal(DeviceColumns.GIVEN, id, given.secrets());
    var address = given.address();
    channel = address.map(PushAddress::channel).map(Enum::name).orElse(null);
    sealedAddress =
        address.map(at -> keys.seal(DeviceColumns.ADDRESS, id, at.plain())).orElse(null);
  }

  /**
   * As it stands.
   *
   * @param opened what was sealed of what was given, or null where nothing was
   */
  DispatchTarget view(@Nullable Secret opened, AppAttestation.@Nullable Stored attestation) {
    return new DispatchTarget(
        id,
        externalId,
        userId,
        phoneId,
        pushChannel(),
        new TargetSettings(name, active, given(opened)),
        attestation,
        createdAt,
        modifiedAt,
        version);
  }

  /** Null also for the ways by which words go to people and not to phones. */
  private @Nullable PushChannel pushChannel() {
    for (var each : PushChannel.values()) {
      if (each.name().equals(channel)) {
        return each;
      }
    }
    return null;
  }

  private GivenTarget given(@Nullable Secret opened) {
    if (opened == null) {
      return GivenTarget.NOTHING;
    }
    var secrets = new JsonObject(opened.text());
    return new GivenTarget(
        dispatcher,
        secrets.getString("target"),
        userAgent,
        secrets.getString("encryptionKey"),
        secrets.getString("signingKey"),
        appId,
        device,
        identification);
  }
}
