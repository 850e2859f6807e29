package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.KeyRotation;
import io.tetrapylon.keys.Progress;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.keys.VerificationKey;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The keys of a tenant as its operators see them, each change with its row in the trail. */
@ApplicationScoped
public class TenantKeyring {
  private final Pool pool;
  private final DataKeys dataKeys;
  private final SigningKeys signingKeys;
  private final KeyRotation rotation;
  private final AuditWriter audit;

  TenantKeyring(
      Pool pool,
      DataKeys dataKeys,
      SigningKeys signingKeys,
      KeyRotation rotation,
      AuditWriter audit) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.signingKeys = signingKeys;
    this.rotation = rotation;
    this.audit = audit;
  }

  /** The names of the keys that a token of this tenant may be signed with, newest first. */
  public Uni<List<String>> signingKeys(UUID tenant) {
    return signingKeys
        .published(tenant)
        .map(keys -> keys.stream().map(VerificationKey::kid).toList());
  }

  /** Makes the next signing key; it signs two minutes later. */
  public Uni<Void> rotateSigningKey(Actor actor, UUID tenant) {
    return Uni.combine()
        .all()
        .unis(signingKeys.generate(), dataKeys.of(tenant))
        .asTuple()
        .chain(
            made ->
                changed(
                    actor,
                    tenant,
                    "signing-key.create",
                    "signing-key",
                    tx -> signingKeys.create(tx, made.getItem2(), made.getItem1())));
  }

  /**
   * Retires a signing key, and with it every token that it signed. Fails with {@code CONFLICT} when
   * it is the only one or there is no such key.
   */
  public Uni<Void> retireSigningKey(Actor actor, UUID tenant, String kid) {
    return changed(
        actor,
        tenant,
        "signing-key.retire",
        "signing-key",
        tx -> signingKeys.retire(tx, tenant, kid).invoke(TenantKeyring::require).replaceWithVoid());
  }

  /** Begins to replace the data key; where that is under way it says how far it is. */
  public Uni<Progress> rotateDataKey(Actor actor, UUID tenant) {
    return changed(actor, tenant, "data-key.rotate", "data-key", tx -> Uni.createFrom().voidItem())
        .chain(() -> rotation.start(tenant));
  }

  /** How far the last replacement is. Fails with {@code OBJECT_UNKNOWN} when there was none. */
  public Uni<Progress> progress(UUID tenant) {
    return rotation.progress(tenant);
  }

  private Uni<Void> changed(
      Actor actor, UUID tenant, String action, String kind, Function<SqlClient, Uni<Void>> work) {
    var event = audit.changed(actor, tenant, action, kind, kind);
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                pool.withTransaction(
                    tx -> work.apply(tx).chain(() -> audit.write(tx, keys, event))));
  }

  private static void require(boolean retired) {
    if (!retired) {
      throw new Refusal(
          Reason.CONFLICT, "There is no such key, or it is the only one of this tenant.");
    }
  }
}
