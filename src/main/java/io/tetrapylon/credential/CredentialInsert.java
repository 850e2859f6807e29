package io.tetrapylon.credential;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credential's row for transactions of the pg client, where there is no entity. */
public final class CredentialInsert {
  private static final String INSERT =
      """
      INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret,
             created_at, modified_at)
      SELECT tenant_id, $2, $3, id, kind, $2::uuid::text, $4, 'ACTIVE', $5, now(), now()
        FROM credential_policy
       WHERE tenant_id = $1 AND kind = $6 AND (id = $7::uuid OR ($7::uuid IS NULL AND is_default))""";

  private CredentialInsert() {}

  /**
   * Adds an active credential. Fails with {@code CONFLICT} where the tenant has no such policy.
   *
   * @param policy the policy that it comes under, or null: the default of its kind
   * @param sealedSecret its secret, sealed to {@link Candidate#SECRET} of its id
   */
  public static Uni<Void> add(
      SqlClient tx,
      UUID tenant,
      UUID id,
      UUID user,
      CredentialKind kind,
      @Nullable UUID policy,
      String label,
      byte[] sealedSecret) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.of(tenant, id, user, label, Buffer.buffer(sealedSecret))
                .addString(kind.name())
                .addUUID(policy))
        .invoke(CredentialInsert::requireOne)
        .replaceWithVoid();
  }

  private static void requireOne(RowSet<Row> inserted) {
    if (inserted.rowCount() == 0) {
      throw new Refusal(Reason.CONFLICT, "The tenant has no such policy for such credentials.");
    }
  }
}
