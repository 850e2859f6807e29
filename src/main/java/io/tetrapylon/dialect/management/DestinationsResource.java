package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.reach.Destinations;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Where codes go to a user. The whole address is not shown again. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/destinations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class DestinationsResource {
  private final ChosenUser users;
  private final Destinations destinations;

  DestinationsResource(ChosenUser users, Destinations destinations) {
    this.users = users;
    this.destinations = destinations;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists where codes go to a user")
  @APIResponse(responseCode = "200", description = "All of them, each as its credential")
  public Uni<CredentialBody.Several> list(
      @PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> destinations.list(of.tenant(), of.id()))
        .map(CredentialBody.Several::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Registers an e-mail address or telephone number that codes go to")
  @APIResponse(responseCode = "201", description = "Its credential, which is good at once")
  @APIResponse(responseCode = "409", description = "The user has it already")
  public Uni<RestResponse<CredentialBody>> register(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @NotNull DestinationBody.Draft body) {
    return users
        .of(tenant, user)
        .chain(
            of -> destinations.register(of.by().actor(), of.tenant(), of.id(), body.destination()))
        .map(made -> Etag.created(CredentialBody.of(made), made.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Removes a destination with the code that is under way to it")
  @APIResponse(responseCode = "204", description = "It is removed")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id) {
    return users
        .of(tenant, user)
        .chain(of -> destinations.remove(of.by().actor(), of.tenant(), of.id(), Wire.id(id)));
  }
}
