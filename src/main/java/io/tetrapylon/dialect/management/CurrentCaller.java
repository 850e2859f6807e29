package io.tetrapylon.dialect.management;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller into the tenant that the path names. Somebody else's tenant is one that does not
 * exist; an operator of the installation may enter each.
 */
@ApplicationScoped
public class CurrentCaller {
  private final CurrentIdentityAssociation identity;
  private final RoutingContext request;
  private final Tenants tenants;

  CurrentCaller(CurrentIdentityAssociation identity, RoutingContext request, Tenants tenants) {
    this.identity = identity;
    this.request = request;
    this.tenants = tenants;
  }

  /** The caller in a tenant. Fails with {@code OBJECT_UNKNOWN} when it may not enter it. */
  public Uni<Entered> in(String tenantCode) {
    return caller().chain(caller -> enter(caller, tenantCode));
  }

  /** The caller where no tenant is named. */
  public Uni<Entered> anywhere() {
    return caller().map(caller -> entered(caller, caller.tenantId()));
  }

  /** What names the request in the trail, or null. */
  public @Nullable String requestId() {
    var call = Call.of(request);
    return call == null ? null : call.requestId();
  }

  private Uni<Caller> caller() {
    return identity
        .getDeferredIdentity()
        .map(
            known -> {
              if (known.getPrincipal() instanceof Caller caller) {
                return refuseChange(caller);
              }
              throw new Refusal(Reason.TOKEN_INVALID);
            });
  }

  private Caller refuseChange(Caller caller) {
    var method = request.request().method();
    boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    if (!reads && caller.access() == Caller.Access.READ_ONLY) {
      throw new Refusal(Reason.ACCESS_READ_ONLY);
    }
    return caller;
  }

  private Uni<Entered> enter(Caller caller, String tenantCode) {
    if (caller.tenantCode().equals(tenantCode)) {
      return Uni.createFrom().item(entered(caller, caller.tenantId()));
    }
    if (!caller.isOfInstallation() || !Tenant.isCode(tenantCode)) {
      return Uni.createFrom().failure(unknown());
    }
    return tenants
        .find(tenantCode)
        .onItem()
        .ifNull()
        .failWith(CurrentCaller::unknown)
        .map(tenant -> entered(caller, tenant.id()));
  }

  private Entered entered(Caller caller, UUID tenant) {
    return new Entered(caller, tenant, requestId());
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such tenant.");
  }
}
