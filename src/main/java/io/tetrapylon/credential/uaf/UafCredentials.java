package io.tetrapylon.credential.uaf;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The FIDO UAF credentials of users. Their life (lock, disable, delete) is that of any credential;
 * one with a target of its own is made by {@code device}.
 */
@ApplicationScoped
public class UafCredentials {
  private static final String KIND = "UAF credential";

  private final Ledger ledger;
  private final UafRows rows;

  UafCredentials(Ledger ledger, UafRows rows) {
    this.ledger = ledger;
    this.rows = rows;
  }

  /**
   * Makes one without a target. Refuses an external id or a key that is taken with {@code CONFLICT}
   * and an unknown user with {@code OBJECT_UNKNOWN}.
   */
  public Uni<StoredUafCredential> create(
      Actor actor, UUID tenant, UUID user, NewUafCredential made) {
    return ledger.change(
        actor,
        tenant,
        "uaf.create",
        () -> rows.add(tenant, user, made, null).map(UafCredentials::made));
  }

  /** What the trail says of one that was made. */
  public static Changed<StoredUafCredential> made(StoredUafCredential stored) {
    var credential = stored.credential();
    return Changed.ofUser(stored, KIND, credential.id(), credential.userId())
        .detailed(stored.authenticator().key().aaid() + " " + credential.externalId());
  }

  /** A user's UAF credentials in the order in which they were made. */
  public Uni<List<StoredUafCredential>> list(UUID tenant, UUID user) {
    return ledger.read(tenant, () -> rows.ofUser(tenant, user));
  }

  /** The credential of that key, whoever's it is in the tenant, or null. */
  public Uni<@Nullable StoredUafCredential> find(UUID tenant, UafKey key) {
    return ledger.read(tenant, () -> rows.withKey(tenant, key));
  }
}
