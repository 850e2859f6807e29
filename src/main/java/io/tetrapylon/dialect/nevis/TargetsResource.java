package io.tetrapylon.dialect.nevis;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a user is reached: targets of FIDO UAF credentials and of enrolled phones. */
@Path(NevisDialect.USER + "/dispatch-targets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class TargetsResource {
  private final Entrance entrance;
  private final UserTargets targets;

  TargetsResource(Entrance entrance, UserTargets targets) {
    this.entrance = entrance;
    this.targets = targets;
  }

  @GET
  @Operation(summary = "Lists a user's dispatch targets")
  @APIResponse(responseCode = "200", description = "A part of them")
  public Uni<Listing<TargetBody>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance.enter(asked, Access.VIEW).chain(in -> targets.list(in, paging));
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads a dispatch target")
  @APIResponse(responseCode = "200", description = "The target")
  public Uni<TargetBody> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.VIEW).chain(in -> targets.get(in, extId));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes a dispatch target; of an enrolled phone its name and state only")
  @APIResponse(responseCode = "200", description = "The target as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, taken, or changed since")
  public Uni<TargetBody> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.CHANGE).chain(in -> targets.patch(in, extId));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes a dispatch target; what was reached there is reached nowhere")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.DELETE).chain(in -> targets.delete(in, extId));
  }
}
