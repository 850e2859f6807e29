package io.tetrapylon.device;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.device.Authenticator.Owner;
import io.tetrapylon.device.RegisteredDevice.Origin;
import io.tetrapylon.kernel.Condition;
import io.tetrapylon.kernel.Condition.Column;
import io.tetrapylon.kernel.Condition.Type;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.UserColumns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of whatever has a device number, in a transaction of the ledger. */
final class RegistryRows {
  private static final String ALL =
      """
        FROM (SELECT d.number, d.id, 'PHONE' AS origin, d.type, d.external_id, d.name, d.user_id, c.id AS credential_id,
                     c.state, nullif(c.valid_from, '-infinity') AS valid_from, nullif(c.valid_to, 'infinity') AS valid_to,
                     d.created_at, d.version + c.version AS version
                FROM device d
                JOIN credential_device x ON x.tenant_id = d.tenant_id AND x.device_id = d.id
                JOIN credential c ON c.tenant_id = x.tenant_id AND c.id = x.credential_id
               WHERE d.tenant_id = :tenant AND c.state <> 'ARCHIVED'
              UNION ALL
              SELECT o.number, c.id, 'TOKEN', 'DT_APPR_OT', c.external_id, c.label, c.user_id, c.id, c.state,
                     nullif(c.valid_from, '-infinity'), nullif(c.valid_to, 'infinity'), c.created_at, c.version
                FROM credential_oath o
                JOIN credential c ON c.tenant_id = o.tenant_id AND c.id = o.credential_id
               WHERE o.tenant_id = :tenant AND c.state <> 'ARCHIVED'
              UNION ALL
              SELECT p.number, p.id, 'PENDING', p.type, p.external_id, p.name, p.user_id, NULL, NULL,
                     nullif(p.valid_from, '-infinity'), nullif(p.valid_to, 'infinity'), p.created_at, p.version
                FROM pending_device p
               WHERE p.tenant_id = :tenant) v
        LEFT JOIN app_user u ON u.tenant_id = :tenant AND u.id = v.user_id
       WHERE %s AND %s
      """;

  private static final Map<String, Column> COLUMNS =
      Map.of(
          "number", new Column("v.number", Type.NUMBER),
          "external-id", new Column("v.external_id", Type.EXACT),
          "type", new Column("v.type", Type.EXACT),
          "name", new Column("v.name", Type.FOLDED),
          "user", new Column("u.number", Type.NUMBER),
          "username", UserColumns.USERNAME);

  private static final String INSERT =
      """
      INSERT INTO pending_device (tenant_id, id, user_id, type, external_id, name, valid_from, valid_to, created_at)
      VALUES (:tenant, :id, cast(cast(:user as text) as uuid), :type, :external, :name,
              coalesce(cast(cast(:from as text) as timestamptz), '-infinity'), coalesce(cast(cast(:to as text) as timestamptz), 'infinity'), now())""";

  private static final String UPDATE =
      """
      UPDATE pending_device SET user_id = cast(cast(:user as text) as uuid), external_id = :external, name = :name,
             valid_from = coalesce(cast(cast(:from as text) as timestamptz), '-infinity'),
             valid_to = coalesce(cast(cast(:to as text) as timestamptz), 'infinity'), version = version + 1
       WHERE tenant_id = :tenant AND id = :id AND version = :version""";

  private static final String DELETE =
      "DELETE FROM pending_device WHERE tenant_id = :tenant AND id = :id AND version = :version";

  private RegistryRows() {}

  static Uni<Slice<RegisteredDevice>> search(
      UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    var condition = Condition.of(where, COLUMNS);
    var from = ALL.formatted(room.condition(), condition.sql());
    var parameters = new HashMap<>(condition.parameters());
    parameters.putAll(room.parameters());
    parameters.put("tenant", tenant);
    var page =
        """
        SELECT v.number, v.id, v.origin, v.type, v.external_id, v.name, u.id AS owner, u.number AS owner_number, u.username,
               v.credential_id, v.state, v.valid_from, v.valid_to, v.created_at, v.version %s
         ORDER BY %s OFFSET %d LIMIT %d"""
            .formatted(
                from, Condition.order(range, COLUMNS, "v.number"), range.offset(), range.limit());
    return Sql.rows("SELECT count(*), 0 " + from, parameters)
        .map(counted -> ((Number) counted.get(0)[0]).longValue())
        .chain(
            total ->
                Sql.rows(page, parameters)
                    .map(found -> found.stream().map(RegistryRows::device).toList())
                    .map(found -> new Slice<>(found, total)));
  }

  /** The device of that number, if its owner is seen, or a refusal with {@code OBJECT_UNKNOWN}. */
  static Uni<RegisteredDevice> get(UUID tenant, Dataroom room, long number) {
    var same = new Compare("number", Comparison.EQ, Long.toString(number));
    return search(tenant, room, same, Slice.Range.first(1))
        .map(
            found -> {
              if (found.items().isEmpty()) {
                throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such device.");
              }
              return found.items().get(0);
            });
  }

  /** Whether something that is a device already is called so. */
  static Uni<Boolean> isTaken(UUID tenant, String externalId) {
    var same = new Compare("external-id", Comparison.EQ, externalId);
    return search(tenant, Dataroom.ALL, same, Slice.Range.first(0)).map(found -> found.total() > 0);
  }

  static Uni<Integer> add(UUID tenant, UUID id, DeviceRegistry.Draft draft, @Nullable UUID user) {
    var values = values(tenant, id, user, draft.externalId(), draft.name(), draft.validity());
    values.put("type", draft.type().name());
    return Sql.execute(INSERT, values);
  }

  /** Changes what is announced, if it is that version still. */
  static Uni<Integer> change(
      UUID tenant, RegisteredDevice now, DeviceRegistry.Change to, @Nullable UUID user) {
    var values = values(tenant, now.id(), user, to.externalId(), to.name(), to.validity());
    values.put("version", now.version());
    return Sql.execute(UPDATE, values);
  }

  static Uni<Integer> remove(UUID tenant, RegisteredDevice now) {
    return Sql.execute(DELETE, Map.of("tenant", tenant, "id", now.id(), "version", now.version()));
  }

  @SuppressWarnings("NullAway") // a parameter may be null
  private static Map<String, Object> values(
      UUID tenant,
      UUID id,
      @Nullable UUID user,
      String externalId,
      String name,
      Validity validity) {
    var values = new HashMap<String, Object>();
    values.put("tenant", tenant);
    values.put("id", id);
    values.put("user", user == null ? null : user.toString());
    values.put("external", externalId);
    values.put("name", name);
    values.put("from", text(validity.from()));
    values.put("to", text(validity.to()));
    return values;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static RegisteredDevice device(@Nullable Object[] row) {
    var state = (String) row[10];
    return new RegisteredDevice(
        ((Number) requireNonNull(row[0])).longValue(),
        (UUID) requireNonNull(row[1]),
        Origin.valueOf((String) requireNonNull(row[2])),
        (String) requireNonNull(row[3]),
        (String) requireNonNull(row[4]),
        (String) requireNonNull(row[5]),
        owner((UUID) row[6], (Number) row[7], (String) row[8]),
        (UUID) row[9],
        state == null ? null : CredentialState.valueOf(state),
        new Validity(instant(row[11]), instant(row[12])),
        requireNonNull(instant(row[13])),
        ((Number) requireNonNull(row[14])).longValue());
  }

  private static @Nullable Owner owner(
      @Nullable UUID id, @Nullable Number number, @Nullable String username) {
    return id == null || number == null || username == null
        ? null
        : new Owner(id, number.longValue(), username);
  }

  private static @Nullable Instant instant(@Nullable Object time) {
    if (time == null || time instanceof Instant) {
      return (Instant) time;
    }
    return ((OffsetDateTime) time).toInstant();
  }
}
