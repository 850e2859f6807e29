package io.tetrapylon.dialect.nevis;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
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

/** The credentials of a user, of all kinds. */
@Path(NevisDialect.USER + "/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class CredentialsResource {
  private final Entrance entrance;
  private final UserCredentials credentials;

  CredentialsResource(Entrance entrance, UserCredentials credentials) {
    this.entrance = entrance;
    this.credentials = credentials;
  }

  @GET
  @Operation(summary = "Lists a user's credentials of all kinds")
  @APIResponse(responseCode = "200", description = "A part of them, with what all have in common")
  public Uni<Listing<CredentialBody>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in ->
                credentials
                    .list(in, UserCredentials.ANY)
                    .map(all -> paging.of(all, each -> each.id().toString()))
                    .chain(page -> credentials.listing(in, page, CredentialBody::of)));
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads a credential of any kind")
  @APIResponse(responseCode = "200", description = "What it has in common with all")
  public Uni<CredentialBody> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in -> credentials.find(in, UserCredentials.ANY, extId).chain(found -> body(in, found)));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes state, policy or validity of a credential of any kind")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, or changed since")
  public Uni<CredentialBody> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.CHANGE)
        .chain(
            in ->
                credentials
                    .patch(in, UserCredentials.ANY, extId)
                    .chain(changed -> body(in, changed)));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes a credential of any kind")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.DELETE)
        .chain(in -> credentials.delete(in, UserCredentials.ANY, extId));
  }

  private Uni<CredentialBody> body(Entered in, Credential credential) {
    return credentials.around(in).map(around -> CredentialBody.of(credential, around));
  }
}
