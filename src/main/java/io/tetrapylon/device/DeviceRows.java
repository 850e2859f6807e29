package io.tetrapylon.device;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.device.protocol.SigningAlgorithm;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of phones, each with its credential's state, in a transaction of the ledger. */
@ApplicationScoped
class DeviceRows {
  private static final String SELECT =
      """
      SELECT d.id, d.number, d.user_id, d.external_id, d.type, d.name, d.platform, d.signing_algorithm, d.replaces,
             t.channel, c.id AS credential, c.state, d.created_at, d.last_seen_at, d.version
        FROM device d
        JOIN credential_device x ON x.tenant_id = d.tenant_id AND x.device_id = d.id
        JOIN credential c ON c.tenant_id = x.tenant_id AND c.id = x.credential_id
        LEFT JOIN dispatch_target t ON t.tenant_id = d.tenant_id AND t.device_id = d.id AND t.active
       WHERE d.tenant_id = :tenant AND\s""";
  private static final String OF_USER = SELECT + "d.user_id = :user ORDER BY d.id";
  private static final String BY_ID = SELECT + "d.id = :id";
  private static final String LOCK =
      "SELECT id, version FROM device WHERE tenant_id = :tenant AND id = :id FOR UPDATE";
  private static final String CHANGE =
      """
      UPDATE device SET name = :name, version = version + 1 WHERE tenant_id = :tenant AND id = :id""";
  private static final String SETTLE =
      "UPDATE device SET replaces = NULL WHERE tenant_id = :tenant AND id = :id";

  Uni<List<Device>> ofUser(UUID tenant, UUID user) {
    return Sql.rows(OF_USER, Map.of("tenant", tenant, "user", user))
        .map(rows -> rows.stream().map(DeviceRows::device).toList());
  }

  /** One phone, or a refusal with {@code OBJECT_UNKNOWN}. */
  Uni<Device> get(UUID tenant, UUID id) {
    return Sql.rows(BY_ID, Map.of("tenant", tenant, "id", id))
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw unknown();
              }
              return device(rows.get(0));
            });
  }

  /** The same, locked; refuses with {@code VERSION_STALE} when it is not what was seen. */
  Uni<Device> locked(UUID tenant, UUID id, @Nullable Long seen) {
    return Sql.rows(LOCK, Map.of("tenant", tenant, "id", id))
        .chain(() -> get(tenant, id))
        .invoke(found -> Versions.requireSeen(found.version(), seen));
  }

  /** Names it, and turns its version in any case. */
  Uni<Integer> turn(UUID tenant, UUID id, String name) {
    return Sql.execute(CHANGE, Map.of("tenant", tenant, "id", id, "name", name));
  }

  /** It takes nobody's place any more. */
  Uni<Integer> settle(UUID tenant, UUID id) {
    return Sql.execute(SETTLE, Map.of("tenant", tenant, "id", id));
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such phone.");
  }

  private static Device device(@Nullable Object[] row) {
    return new Device(
        (UUID) present(row[0]),
        ((Number) present(row[1])).longValue(),
        (UUID) present(row[2]),
        (String) present(row[3]),
        (String) present(row[4]),
        (String) present(row[5]),
        (String) present(row[6]),
        SigningAlgorithm.of((String) present(row[7])).orElseThrow(),
        (UUID) row[8],
        row[9] == null ? null : PushChannel.valueOf((String) row[9]),
        (UUID) present(row[10]),
        CredentialState.valueOf((String) present(row[11])),
        requireNonNull(instant(row[12])),
        instant(row[13]),
        ((Number) present(row[14])).longValue());
  }

  private static Object present(@Nullable Object value) {
    return requireNonNull(value);
  }

  private static @Nullable Instant instant(@Nullable Object time) {
    return time == null ? null : ((OffsetDateTime) time).toInstant();
  }
}
