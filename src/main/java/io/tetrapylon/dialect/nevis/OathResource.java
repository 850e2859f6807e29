package io.tetrapylon.dialect.nevis;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The OATH credentials of a user. */
@Path(NevisDialect.USER + "/oath-credentials")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class OathResource {
  private final Entrance entrance;
  private final OathCredentials oath;
  private final UserCredentials credentials;

  OathResource(Entrance entrance, OathCredentials oath, UserCredentials credentials) {
    this.entrance = entrance;
    this.oath = oath;
    this.credentials = credentials;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Makes an OATH credential")
  @APIResponse(
      responseCode = "201",
      description = "The credential, with the otpauth URI, which is not told again")
  @APIResponse(responseCode = "422", description = "Something is not valid or taken")
  public Uni<OathBody> create(@BeanParam Asked asked) {
    return entrance.enter(asked, Access.CREATE).chain(oath::create);
  }

  @GET
  @Operation(summary = "Lists a user's OATH credentials")
  @APIResponse(responseCode = "200", description = "A part of them")
  public Uni<Listing<OathBody>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance.enter(asked, Access.VIEW).chain(in -> oath.list(in, paging));
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads an OATH credential")
  @APIResponse(responseCode = "200", description = "The credential, without its URI")
  public Uni<OathBody> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in ->
                credentials
                    .find(in, OathCredentials.OF, extId)
                    .chain(found -> oath.read(in, found.id(), null)));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes label, state, policy or validity of an OATH credential")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, or changed since")
  public Uni<OathBody> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.CHANGE)
        .chain(
            in ->
                credentials
                    .patch(in, OathCredentials.OF, extId)
                    .chain(changed -> oath.read(in, changed.id(), null)));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes an OATH credential")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.DELETE)
        .chain(in -> credentials.delete(in, OathCredentials.OF, extId));
  }
}
