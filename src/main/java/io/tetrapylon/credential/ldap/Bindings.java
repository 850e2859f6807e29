package io.tetrapylon.credential.ldap;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.audit.Conflicts;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down where the directory found a user: the first time, and after the entry has moved. */
@ApplicationScoped
class Bindings {
  /** Of several that found the user at once, the first writes; all found the same. */
  private static final String KEEP =
      """
      UPDATE credential SET sealed_secret = $4, external_id = $5, modified_at = now(), version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND sealed_secret = $3""";

  private final Pool pool;
  private final AuditWriter audit;

  Bindings(Pool pool, AuditWriter audit) {
    this.pool = pool;
    this.audit = audit;
  }

  /**
   * Keeps what was found. An entry that another user is bound to is refused with {@code
   * DIRECTORY_MISCONFIGURED}: one person would be two users.
   */
  Uni<Void> keep(TenantKeys keys, Candidate credential, Binding found) {
    return pool.withTransaction(tx -> write(tx, keys, credential, found))
        .onFailure(Bindings::isTaken)
        .transform(
            taken ->
                new Refusal(Reason.DIRECTORY_MISCONFIGURED, "another user is bound to this entry"));
  }

  private Uni<Void> write(SqlClient tx, TenantKeys keys, Candidate credential, Binding found) {
    var values =
        Tuple.of(
            keys.tenant(),
            credential.id(),
            Buffer.buffer(credential.sealed()),
            Buffer.buffer(keys.seal(Candidate.SECRET, credential.id(), found.toSecret())),
            found.externalId());
    return tx.preparedQuery(KEEP)
        .execute(values)
        .chain(
            done ->
                done.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : audit.write(
                        tx,
                        keys,
                        audit.changed(
                            Actor.SYSTEM,
                            keys.tenant(),
                            "directory.bind",
                            "credential",
                            credential.id().toString())));
  }

  private static boolean isTaken(Throwable failure) {
    return Conflicts.translate(failure) instanceof Refusal;
  }
}
