package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What API clients registered for OpenID CIBA. Who changes a registration must be allowed to do
 * whatever the client may; else it is refused with {@code PERMISSION_MISSING}.
 */
@ApplicationScoped
public class BackchannelClients {
  private static final String KIND = "backchannel-client";

  private final Ledger ledger;
  private final Clock clock;

  BackchannelClients(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What a client registered, or null. */
  public Uni<BackchannelClient.@Nullable Versioned> find(UUID tenant, UUID client) {
    return ledger.read(
        tenant, () -> row(tenant, client).map(row -> row == null ? null : row.snapshot()));
  }

  /** The same; fails with {@code OBJECT_UNKNOWN} where it registered nothing. */
  public Uni<BackchannelClient.Versioned> get(UUID tenant, UUID client) {
    return find(tenant, client).onItem().ifNull().failWith(BackchannelClients::unknown);
  }

  /**
   * Registers a client, or changes its registration.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<BackchannelClient.Versioned> set(
      Authority by, UUID tenant, UUID client, BackchannelClient registered, @Nullable Long seen) {
    return ledger.change(
        by.actor(),
        tenant,
        "backchannel-client.set",
        () ->
            ApiClients.covered(by, tenant, client)
                .chain(owner -> put(tenant, client, registered, seen))
                .map(row -> Changed.of(row.snapshot(), KIND, client)));
  }

  private Uni<BackchannelClientEntity> put(
      UUID tenant, UUID client, BackchannelClient registered, @Nullable Long seen) {
    return row(tenant, client)
        .chain(
            there -> {
              var row = there == null ? made(tenant, client) : there;
              if (there != null) {
                Versions.requireSeen(there.version, seen);
              }
              row.take(registered);
              return row.persistAndFlush();
            });
  }

  private BackchannelClientEntity made(UUID tenant, UUID client) {
    var row = new BackchannelClientEntity();
    row.tenantId = tenant;
    row.id = client;
    row.createdAt = Micros.now(clock);
    return row;
  }

  /** Takes a registration away; fails with {@code OBJECT_UNKNOWN} where there is none. */
  public Uni<Void> remove(Authority by, UUID tenant, UUID client, @Nullable Long seen) {
    return ledger.change(
        by.actor(),
        tenant,
        "backchannel-client.remove",
        () ->
            ApiClients.covered(by, tenant, client)
                .chain(owner -> row(tenant, client))
                .onItem()
                .ifNull()
                .failWith(BackchannelClients::unknown)
                .invoke(row -> Versions.requireSeen(row.version, seen))
                .call(row -> row.delete())
                .map(row -> Changed.nothing(KIND, client)));
  }

  private static Uni<@Nullable BackchannelClientEntity> row(UUID tenant, UUID client) {
    return BackchannelClientEntity.findById(new TenantScoped(tenant, client));
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "This client is not registered for CIBA.");
  }
}
