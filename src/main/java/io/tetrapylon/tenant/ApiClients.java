package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Pages;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * API clients of a tenant. Nobody grants what it does not have, and nobody changes a client that
 * may do more than it may itself; either is refused with {@code PERMISSION_MISSING}.
 */
@ApplicationScoped
public class ApiClients {
  private static final String KIND = "api-client";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Ledger ledger;
  private final PasswordHasher hasher;
  private final ApiKeys keys;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  ApiClients(
      Ledger ledger, PasswordHasher hasher, ApiKeys keys, Ids ids, Entropy entropy, Clock clock) {
    this.ledger = ledger;
    this.hasher = hasher;
    this.keys = keys;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /** Makes one. Fails with {@code CONFLICT} when the access id or the API key is taken. */
  public Uni<ApiClient.Made> create(Authority by, UUID tenant, ApiClient.Draft draft) {
    requireMayGrant(by, tenant, draft.settings().grants());
    var password = Passwords.choose(entropy, draft.password());
    return hasher
        .hash(password.value())
        .chain(
            hash ->
                ledger.change(
                    by.actor(), tenant, "api-client.create", () -> insert(tenant, draft, hash)))
        .map(client -> new ApiClient.Made(client, password.told()));
  }

  private Uni<Changed<ApiClient>> insert(UUID tenant, ApiClient.Draft draft, String hash) {
    var entity = new ApiClientEntity();
    entity.tenantId = tenant;
    entity.id = ids.next();
    entity.accessId = draft.accessId();
    entity.passwordHash = hash;
    entity.take(draft.settings());
    entity.createdAt = Micros.now(clock);
    return entity
        .<ApiClientEntity>persistAndFlush()
        .call(made -> firstKey(made, draft.apiKey()))
        .map(made -> Changed.of(made.snapshot(), KIND, made.accessId));
  }

  private Uni<?> firstKey(ApiClientEntity client, @Nullable Secret key) {
    return key == null ? Uni.createFrom().voidItem() : keys.insert(client.tenantId, client.id, key);
  }

  /** A client. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<ApiClient> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> load(tenant, id).map(ApiClientEntity::snapshot));
  }

  /** The client with this access id, or null when this tenant has none. */
  public Uni<@Nullable ApiClient> find(UUID tenant, String accessId) {
    return ledger.read(
        tenant,
        () ->
            ApiClientEntity.<ApiClientEntity>find(
                    "tenantId = ?1 and accessId = ?2", tenant, accessId)
                .firstResult()
                .map(found -> found == null ? null : found.snapshot()));
  }

  /**
   * Clients in the order in which they were made.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<ApiClient>> list(UUID tenant, @Nullable UUID after, int limit) {
    return ledger.read(
        tenant,
        () ->
            Pages.after(
                    ApiClientEntity.class,
                    tenant,
                    after == null ? BEFORE_ALL : after,
                    limit,
                    entity -> entity.id)
                .map(page -> page.map(ApiClientEntity::snapshot)));
  }

  /** Changes the version that was seen. Fails with {@code VERSION_STALE} when it has changed. */
  public Uni<ApiClient> update(
      Authority by, UUID tenant, UUID id, long version, ApiClient.Settings settings) {
    requireMayGrant(by, tenant, settings.grants());
    return ledger.change(
        by.actor(),
        tenant,
        "api-client.update",
        () ->
            seen(by, tenant, id, version)
                .invoke(entity -> entity.take(settings))
                .call(entity -> entity.flush())
                .map(entity -> Changed.of(entity.snapshot(), KIND, entity.accessId)));
  }

  /**
   * Gives a client another password, generated when null is given.
   *
   * @return the client, and the password when it was generated
   */
  public Uni<ApiClient.Made> changePassword(
      Authority by, UUID tenant, UUID id, long version, @Nullable Secret password) {
    var choice = Passwords.choose(entropy, password);
    return hasher
        .hash(choice.value())
        .chain(
            hash ->
                ledger.change(
                    by.actor(),
                    tenant,
                    "api-client.change-password",
                    () ->
                        seen(by, tenant, id, version)
                            .invoke(entity -> entity.passwordHash = hash)
                            .call(entity -> entity.flush())
                            .map(e -> Changed.of(e.snapshot(), KIND, e.accessId))))
        .map(client -> new ApiClient.Made(client, choice.told()));
  }

  /** Deletes the version that was seen, and its API keys. */
  public Uni<Void> delete(Authority by, UUID tenant, UUID id, long version) {
    return ledger.change(
        by.actor(),
        tenant,
        "api-client.delete",
        () ->
            seen(by, tenant, id, version)
                .call(entity -> entity.delete())
                .map(entity -> Changed.nothing(KIND, entity.accessId)));
  }

  /** The client of that version, which this authority covers. */
  private static Uni<ApiClientEntity> seen(Authority by, UUID tenant, UUID id, long version) {
    return covered(by, tenant, id).invoke(entity -> Versions.require(entity.version, version));
  }

  /** A client that may do no more than this authority may. */
  static Uni<ApiClientEntity> covered(Authority by, UUID tenant, UUID id) {
    return load(tenant, id)
        .invoke(
            entity -> {
              var grants = entity.grants();
              by.requireCovers(grants.permissions(), grants.dataroom());
            });
  }

  static Uni<ApiClientEntity> load(UUID tenant, UUID id) {
    return ApiClientEntity.<ApiClientEntity>findById(new TenantScoped(tenant, id))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such API client."));
  }

  private static void requireMayGrant(Authority by, UUID tenant, ApiClient.Grants grants) {
    Member.check(
        tenant.equals(Tenants.INSTALLATION)
            || !grants.permissions().contains(Permission.INSTALLATION),
        "permissions",
        "holds one that is the installation's only.");
    by.requireCovers(grants.permissions(), grants.dataroom());
  }
}
