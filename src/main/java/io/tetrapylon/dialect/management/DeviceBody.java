package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.device.Device;
import io.tetrapylon.device.Devices;
import io.tetrapylon.kernel.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A phone as it stands, without its keys and its address. */
@Schema(name = "Device")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceBody(
    UUID id,
    long number,
    UUID userId,
    String externalId,
    String type,
    String name,
    String platform,
    String algorithm,
    String state,
    @Nullable String channel,
    @Nullable UUID replaces,
    UUID credentialId,
    Instant createdAt,
    @Nullable Instant lastSeenAt,
    long version) {

  /** All phones of a user: they are few, so there are no pages. */
  @Schema(name = "Devices")
  record Several(List<DeviceBody> items) {
    static Several of(List<Device> all) {
      return new Several(all.stream().map(DeviceBody::of).toList());
    }
  }

  /** What changes: the name, or whether it is suspended, or both. */
  @Schema(name = "DeviceChange")
  record Change(@Nullable String name, @Nullable Boolean suspended) {
    /** Refuses what changes nothing. */
    Change {
      Member.check(name != null || suspended != null, "name", "or suspended must be there.");
    }

    Devices.@Nullable Step step() {
      if (suspended == null) {
        return null;
      }
      return suspended ? Devices.Step.SUSPEND : Devices.Step.RESUME;
    }
  }

  static DeviceBody of(Device device) {
    return new DeviceBody(
        device.id(),
        device.number(),
        device.userId(),
        device.externalId(),
        device.type(),
        device.name(),
        device.platform(),
        device.algorithm().wireName(),
        Wire.word(device.state()),
        device.channel() == null ? null : device.channel().word(),
        device.replaces(),
        device.credentialId(),
        device.createdAt(),
        device.lastSeenAt(),
        device.version());
  }
}
