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

/** The recovery codes of a user: one set of sixteen. */
@Path(NevisDialect.USER + "/recovery-codes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class RecoveryCodesResource {
  private final Entrance entrance;
  private final UserRecoveryCodes codes;
  private final UserCredentials credentials;

  RecoveryCodesResource(Entrance entrance, UserRecoveryCodes codes, UserCredentials credentials) {
    this.entrance = entrance;
    this.codes = codes;
    this.credentials = credentials;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Makes sixteen recovery codes")
  @APIResponse(
      responseCode = "201",
      description = "The set, with its codes, which are not told again")
  @APIResponse(responseCode = "422", description = "Not valid, or the user has a set")
  public Uni<RecoveryCodesBody> create(@BeanParam Asked asked) {
    return entrance.enter(asked, Access.CREATE).chain(codes::create);
  }

  @GET
  @Operation(summary = "Lists a user's sets of recovery codes")
  @APIResponse(responseCode = "200", description = "A part of them")
  public Uni<Listing<RecoveryCodesBody>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance.enter(asked, Access.VIEW).chain(in -> codes.list(in, paging));
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads a set of recovery codes")
  @APIResponse(responseCode = "200", description = "The set, without its codes")
  public Uni<RecoveryCodesBody> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in ->
                credentials
                    .find(in, UserRecoveryCodes.OF, extId)
                    .chain(found -> codes.body(in, found)));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes state, policy or validity of a set of recovery codes")
  @APIResponse(responseCode = "200", description = "The set as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, or changed since")
  public Uni<RecoveryCodesBody> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.CHANGE)
        .chain(
            in ->
                credentials
                    .patch(in, UserRecoveryCodes.OF, extId)
                    .chain(changed -> codes.body(in, changed)));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes a set of recovery codes")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.DELETE)
        .chain(in -> credentials.delete(in, UserRecoveryCodes.OF, extId));
  }
}
