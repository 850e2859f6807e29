package io.tetrapylon.dialect.oidc;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.tenant.PublicUrl;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** What anybody may know of a tenant as a provider; they may keep it for a minute. */
@Singleton
class Provider {
  /** A key is published two minutes before it signs. */
  private static final String KEPT = "public, max-age=60";

  private final Tenants tenants;
  private final SigningKeys keys;
  private final PublicUrl publicUrl;

  Provider(Tenants tenants, SigningKeys keys, PublicUrl publicUrl) {
    this.tenants = tenants;
    this.keys = keys;
    this.publicUrl = publicUrl;
  }

  /** Its metadata; fails with {@code OBJECT_UNKNOWN} for a tenant that is not there. */
  Uni<Response> metadata(String tenantCode) {
    return find(tenantCode)
        .map(found -> kept(Metadata.of(publicUrl.issuer(found.code())).encode()));
  }

  /** The keys that it signs by. */
  Uni<Response> keys(String tenantCode) {
    return find(tenantCode)
        .chain(found -> keys.published(found.id()))
        .map(published -> kept(Metadata.keys(published).encode()));
  }

  private Uni<Tenant> find(String code) {
    return (Tenant.isCode(code) ? tenants.find(code) : Uni.createFrom().<Tenant>nullItem())
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN));
  }

  private static Response kept(String body) {
    return Response.ok(body).header("Cache-Control", KEPT).build();
  }
}
