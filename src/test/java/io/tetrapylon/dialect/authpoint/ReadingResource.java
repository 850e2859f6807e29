package io.tetrapylon.dialect.authpoint;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jspecify.annotations.Nullable;

/** Reads bodies as the real resources do, and nothing else. */
@Path("/")
@Produces("application/json")
@PermitAll
public class ReadingResource {
  @POST
  @Path("rest/authpoint/authentication/reading")
  @Consumes("application/json")
  public Uni<String> body(byte @Nullable [] body) {
    PasswordRequest.read(body);
    return Uni.createFrom().item("{}");
  }
}
