package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The issuers that a tenant trusts. Whoever holds an issuer's keys can be each API client that is
 * known by a name of that issuer, so only who may do everything in the tenant changes them; others
 * are refused with {@code PERMISSION_MISSING}.
 */
@ApplicationScoped
public class TrustedIssuers {
  private static final String KIND = "trusted-issuer";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** So that none of its names comes to mean a client of another issuer. */
  private static final String FORGET_NAMES =
      "issuerId = null, externalSubject = null, version = version + 1"
          + " where tenantId = ?1 and issuerId = ?2";

  private final Ledger ledger;
  private final IssuerKeys keys;
  private final PublicUrl publicUrl;
  private final Ids ids;
  private final Clock clock;

  TrustedIssuers(Ledger ledger, IssuerKeys keys, PublicUrl publicUrl, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.keys = keys;
    this.publicUrl = publicUrl;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Trusts an issuer from now on. Fails with {@code CONFLICT} when it is trusted with this audience
   * already, by whichever tenant.
   */
  public Uni<TrustedIssuer> create(
      Authority by, UUID tenant, @Nullable String issuer, TrustedIssuer.Terms terms) {
    requireEverything(by, tenant);
    var name = TrustedIssuer.checked(issuer);
    Member.check(!publicUrl.isOurs(name), "issuer", "is the gateway itself.");
    return ledger.change(
        by.actor(), tenant, "trusted-issuer.create", () -> insert(tenant, name, terms));
  }

  private Uni<Changed<TrustedIssuer>> insert(
      UUID tenant, String issuer, TrustedIssuer.Terms terms) {
    var entity = new TrustedIssuerEntity();
    entity.tenantId = tenant;
    entity.id = ids.next();
    entity.issuer = issuer;
    entity.take(terms);
    entity.createdAt = Micros.now(clock);
    return entity.<TrustedIssuerEntity>persistAndFlush().map(TrustedIssuers::changed);
  }

  /** An issuer. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<TrustedIssuer> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> load(tenant, id).map(TrustedIssuerEntity::snapshot));
  }

  /** The issuer of this name and audience, or null when this tenant does not trust it. */
  public Uni<@Nullable TrustedIssuer> find(UUID tenant, String issuer, String audience) {
    return ledger.read(
        tenant,
        () ->
            TrustedIssuerEntity.<TrustedIssuerEntity>find(
                    "tenantId = ?1 and issuer = ?2 and audience = ?3", tenant, issuer, audience)
                .firstResult()
                .map(found -> found == null ? null : found.snapshot()));
  }

  /**
   * Issuers in the order in which they were made.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<TrustedIssuer>> list(UUID tenant, @Nullable UUID after, int limit) {
    return ledger.read(
        tenant,
        () ->
            TrustedIssuerEntity.<TrustedIssuerEntity>find(
                    "tenantId = ?1 and id > ?2 order by id",
                    tenant,
                    after == null ? BEFORE_ALL : after)
                .range(0, limit)
                .list()
                .map(found -> Page.of(found, limit, entity -> entity.id.toString()))
                .map(page -> page.map(TrustedIssuerEntity::snapshot)));
  }

  /** Changes the version that was seen. Fails with {@code VERSION_STALE} when it has changed. */
  public Uni<TrustedIssuer> update(
      Authority by, UUID tenant, UUID id, long version, TrustedIssuer.Terms terms) {
    requireEverything(by, tenant);
    return ledger.change(
        by.actor(),
        tenant,
        "trusted-issuer.update",
        () ->
            seen(tenant, id, version)
                .invoke(entity -> entity.take(terms))
                .call(entity -> entity.flush())
                .map(TrustedIssuers::changed));
  }

  /**
   * Trusts the version that was seen no more. API clients stay, without the names that it has for
   * them; its tokens end within five seconds.
   */
  public Uni<Void> delete(Authority by, UUID tenant, UUID id, long version) {
    requireEverything(by, tenant);
    return ledger.change(
        by.actor(),
        tenant,
        "trusted-issuer.delete",
        () ->
            seen(tenant, id, version)
                .call(() -> ApiClientEntity.update(FORGET_NAMES, tenant, id))
                .call(entity -> entity.delete())
                .map(entity -> Changed.nothing(KIND, entity.issuer)));
  }

  /**
   * The names of the keys that the issuer publishes now and that can be used, in order. Fails with
   * {@code ISSUER_UNAVAILABLE} and a sentence that says why where they cannot be had.
   */
  public Uni<Set<String>> probe(UUID tenant, UUID id) {
    return get(tenant, id).chain(issuer -> keys.probe(Trust.Ref.of(tenant, issuer)));
  }

  private static Uni<TrustedIssuerEntity> seen(UUID tenant, UUID id, long version) {
    return load(tenant, id).invoke(entity -> Versions.require(entity.version, version));
  }

  private static Uni<TrustedIssuerEntity> load(UUID tenant, UUID id) {
    return TrustedIssuerEntity.<TrustedIssuerEntity>findById(new TenantScoped(tenant, id))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such trusted issuer."));
  }

  private static Changed<TrustedIssuer> changed(TrustedIssuerEntity entity) {
    return Changed.of(entity.snapshot(), KIND, entity.issuer)
        .detailed("audience " + entity.audience);
  }

  private static void requireEverything(Authority by, UUID tenant) {
    var everything =
        tenant.equals(Tenants.INSTALLATION)
            ? Set.of(Permission.ALL, Permission.INSTALLATION)
            : Set.of(Permission.ALL);
    by.requireCovers(everything, null);
  }
}
