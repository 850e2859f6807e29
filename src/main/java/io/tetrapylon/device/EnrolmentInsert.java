package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.CredentialInsert;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a new phone: what it is, what guards it, where it is reached.
 *
 * @param keys the tenant's
 * @param device the phone's id
 * @param credential its credential's id
 * @param target its target's id
 * @param user whose it is
 * @param activation what the invitation says of it
 * @param ocraKey the key of its six digits
 */
record EnrolmentInsert(
    TenantKeys keys,
    UUID device,
    UUID credential,
    UUID target,
    UUID user,
    ActivationRows.Use activation,
    Secret ocraKey) {
  private static final String DEVICE =
      """
      WITH announced AS (
        DELETE FROM pending_device WHERE tenant_id = $1 AND id = $10::uuid AND user_id = $3
        RETURNING number, external_id)
      INSERT INTO device (tenant_id, id, number, user_id, external_id, name, platform, signing_algorithm, signing_key,
             encryption_key, replaces, created_at, last_seen_at)
      SELECT tenant_id, $2, coalesce((SELECT number FROM announced), next_number()), id,
             coalesce((SELECT external_id FROM announced), $2::uuid::text), $4, $5, $6, $7, $8, $9, now(), now()
        FROM app_user WHERE tenant_id = $1 AND id = $3
      RETURNING number, (SELECT username FROM app_user WHERE tenant_id = $1 AND id = $3) AS username""";
  private static final String LINK =
      "INSERT INTO credential_device (tenant_id, credential_id, device_id) VALUES ($1, $2, $3)";

  /** The phone's number and what its owner is called. */
  record Made(long number, String login) {}

  Uni<Made> add(SqlClient tx, EnrolmentRequest request) {
    return tx.preparedQuery(DEVICE)
        .execute(device(request))
        .map(rows -> made(rows.iterator().next()))
        .call(() -> credential(tx, request.name()))
        .call(() -> link(tx))
        .call(() -> target(tx, request.target()));
  }

  private Tuple device(EnrolmentRequest request) {
    var values = new ArrayList<@Nullable Object>();
    values.add(keys.tenant());
    values.add(device);
    values.add(user);
    values.add(request.name());
    values.add(request.platform());
    values.add(request.signing().algorithm().wireName());
    values.add(Buffer.buffer(request.signing().x509()));
    values.add(Buffer.buffer(request.encryption().point()));
    values.add(activation.replaces());
    values.add(activation.announced());
    return Tuple.from(values);
  }

  private Uni<Void> credential(SqlClient tx, String label) {
    var sealed = keys.seal(Candidate.SECRET, credential, ocraKey);
    return CredentialInsert.add(
        tx,
        keys.tenant(),
        credential,
        user,
        CredentialKind.DEVICE,
        activation.policy(),
        label,
        sealed);
  }

  private Uni<?> link(SqlClient tx) {
    return tx.preparedQuery(LINK).execute(Tuple.of(keys.tenant(), credential, device));
  }

  private Uni<Void> target(SqlClient tx, @Nullable PushAddress address) {
    return address == null
        ? Uni.createFrom().voidItem()
        : TargetRows.put(tx, keys, target, device, address);
  }

  private static Made made(Row row) {
    return new Made(row.getLong("number"), row.getString("username"));
  }
}
