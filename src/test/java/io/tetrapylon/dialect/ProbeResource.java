package io.tetrapylon.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.Context;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.ConnectException;

/** Does on demand what a resource may do. */
@Path("/probe")
@Produces("application/json")
@PermitAll
public class ProbeResource {
  @Inject Pool pool;

  @POST
  @Path("echo")
  @Consumes("application/json")
  public Uni<String> echo(byte[] body) {
    var length = body == null ? -1 : body.length;
    return Uni.createFrom().item("{\"length\":" + length + "}");
  }

  @POST
  @Path("json")
  @Consumes("application/json")
  public Uni<JsonNode> json(JsonNode body) {
    return Uni.createFrom().item(body);
  }

  @POST
  @Path("thread")
  public Uni<String> thread(byte[] body) {
    return Uni.createFrom().item("{\"eventLoop\":" + Context.isOnEventLoopThread() + "}");
  }

  @GET
  @Path("fail/{reason}")
  public Uni<String> fail(@PathParam("reason") Reason reason) {
    return Uni.createFrom().failure(new Refusal(reason));
  }

  @GET
  @Path("burst")
  public Uni<String> burst() {
    throw new IllegalStateException("the secret inside");
  }

  @GET
  @Path("unreachable")
  public Uni<String> unreachable() {
    return Uni.createFrom().failure(new ConnectException("refused by 10.0.0.1"));
  }

  @GET
  @Path("sql")
  public Uni<String> sql() {
    return pool.query("SELECT nothing FROM nowhere").execute().replaceWith("{}");
  }

  @GET
  @Path("hang")
  public Uni<String> hang() {
    return Uni.createFrom().nothing();
  }

  @GET
  @Path("roles")
  @RolesAllowed("nobody")
  public Uni<String> roles() {
    return Uni.createFrom().item("{}");
  }
}
