package io.tetrapylon.dialect.mobile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.device.Device;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A phone as it sees itself. */
@Schema(name = "OwnDevice")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceBody(
    UUID device,
    long number,
    String name,
    String platform,
    String state,
    @Nullable String channel,
    Instant createdAt) {

  /** What it is called from now on. */
  @Schema(name = "OwnDeviceName")
  record Name(String name) {}

  /** The tenant's public key for Web Push (VAPID), base64url of 65 bytes. */
  @Schema(name = "WebPushKey")
  record WebPushKey(String key) {}

  static DeviceBody of(Device device) {
    return new DeviceBody(
        device.id(),
        device.number(),
        device.name(),
        device.platform(),
        word(device.state()),
        device.channel() == null ? null : device.channel().word(),
        device.createdAt());
  }

  private static String word(CredentialState state) {
    return switch (state) {
      case ACTIVE -> "active";
      case INITIAL, LOCKED, DISABLED -> "suspended";
      case ARCHIVED -> "retired";
    };
  }
}
