package io.tetrapylon.credential.password;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Replaces the hash of a password that was just proven, when its costs, pepper or algorithm are no
 * longer today's. It runs after the answer; a password that was changed meanwhile stays as it is.
 */
@ApplicationScoped
public class PasswordRenewal {
  private static final Logger LOG = Logger.getLogger(PasswordRenewal.class);
  private static final String REPLACE =
      """
      UPDATE credential SET sealed_secret = $4, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND sealed_secret = $3
      """;

  private final Pool pool;
  private final DataKeys dataKeys;
  private final PasswordHasher hasher;

  PasswordRenewal(Pool pool, DataKeys dataKeys, PasswordHasher hasher) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.hasher = hasher;
  }

  /** Begins, and leaves the caller alone: what fails is tried again at the next login. */
  public void begin(UUID tenant, Candidate proven, Secret typed) {
    renew(tenant, proven, typed)
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOG.warnf(
                    "The password hash of credential %s was not renewed: %s",
                    proven.id(), failure));
  }

  Uni<Void> renew(UUID tenant, Candidate proven, Secret typed) {
    return hasher
        .hash(typed)
        .chain(hash -> dataKeys.of(tenant).map(keys -> seal(keys, proven.id(), hash)))
        .chain(renewed -> replace(tenant, proven, renewed));
  }

  private static byte[] seal(TenantKeys keys, UUID id, String hash) {
    return keys.seal(Candidate.SECRET, id, Secret.of(hash));
  }

  private Uni<Void> replace(UUID tenant, Candidate proven, byte[] sealed) {
    return pool.preparedQuery(REPLACE)
        .execute(
            Tuple.of(tenant, proven.id(), Buffer.buffer(proven.sealed()), Buffer.buffer(sealed)))
        .replaceWithVoid();
  }
}
