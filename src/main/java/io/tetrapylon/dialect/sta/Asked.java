package io.tetrapylon.dialect.sta;

import io.tetrapylon.dialect.Call;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What every operation of this API is asked with. JAX-RS fills it in. */
@NullUnmarked
public class Asked {
  private static final byte[] NOTHING = {};

  @Context RoutingContext request;

  @HeaderParam("apikey")
  @Nullable String apiKey;

  @HeaderParam("Object-Id-Format")
  @Nullable String idFormat;

  @PathParam("tenantCode")
  String tenant;

  @PathParam("userId")
  String user;

  String requestId() {
    return Objects.requireNonNull(Call.of(request)).requestId();
  }

  /** The body as it was sent, empty where nothing was. */
  byte[] body() {
    var body = Objects.requireNonNull(Call.of(request)).body();
    return body == null ? NOTHING : body.getBytes();
  }

  /** The path as it was sent, without a slash at its end. */
  String path() {
    return request.request().path().replaceFirst("/$", "");
  }
}
