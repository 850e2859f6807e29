package io.tetrapylon.dispatch;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that this node has claimed, with what is needed to send it.
 *
 * @param row what the rest of the gateway may know of it
 * @param hosts the hosts that the tenant allows
 * @param ownUrl where the tenant itself is told, or null
 * @param address sealed; null when the target is not there, or not active any more
 * @param targetVersion of the target as it was read
 * @param settingsId of the channel's settings, or null where the tenant has none
 * @param settings sealed, or null
 */
record Held(
    Outgoing row,
    Hosts hosts,
    @Nullable String ownUrl,
    byte @Nullable [] address,
    long targetVersion,
    @Nullable UUID settingsId,
    byte @Nullable [] settings) {

  static Held of(Row row) {
    var hosts = row.getArrayOfStrings("allowed_hosts");
    var version = row.getLong("target_version");
    return new Held(
        outgoing(row),
        Hosts.of(hosts == null ? List.of() : List.of(hosts)),
        row.getString("own_url"),
        bytes(row, "sealed_address"),
        version == null ? 0 : version,
        row.getUUID("settings_id"),
        bytes(row, "sealed_settings"));
  }

  private static Outgoing outgoing(Row row) {
    return new Outgoing(
        row.getUUID("tenant_id"),
        row.getUUID("id"),
        Purpose.valueOf(row.getString("purpose")),
        row.getUUID("challenge_id"),
        row.getUUID("target_id"),
        row.getUUID("device_id"),
        ChannelKind.valueOf(row.getString("channel")),
        row.getInteger("attempts"),
        Duration.ofMillis(row.getLong("left_ms")));
  }

  private static byte @Nullable [] bytes(Row row, String column) {
    var buffer = row.getBuffer(column);
    return buffer == null ? null : buffer.getBytes();
  }
}
