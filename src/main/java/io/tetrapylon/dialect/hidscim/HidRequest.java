package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.dialect.Call;
import io.tetrapylon.tenant.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** What every operation is asked with: who, in which tenant, in which version of the API. */
@NullUnmarked
public class HidRequest {
  @Context RoutingContext request;
  @Context SecurityContext security;

  @PathParam("tenant")
  String tenant;

  @HeaderParam("If-Match")
  String ifMatch;

  Caller caller() {
    return (Caller) Objects.requireNonNull(security.getUserPrincipal());
  }

  Call call() {
    return Objects.requireNonNull(Call.of(request));
  }

  /** The first value of a parameter of the query, or null. */
  String query(String name) {
    return request.request().getParam(name);
  }

  byte[] body() {
    var body = call().body();
    return body == null ? null : body.getBytes();
  }
}
