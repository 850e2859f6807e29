package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.Credentials.Step;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

/** The credentials of a user, of all kinds. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class CredentialsResource {
  private final ChosenUser users;
  private final Credentials credentials;

  CredentialsResource(ChosenUser users, Credentials credentials) {
    this.users = users;
    this.credentials = credentials;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists a user's credentials of all kinds")
  @APIResponse(responseCode = "200", description = "All of them")
  public Uni<CredentialBody.Several> list(
      @PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> credentials.list(of.tenant(), of.id()))
        .map(CredentialBody.Several::of);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads a credential")
  @APIResponse(responseCode = "200", description = "The credential")
  public Uni<RestResponse<CredentialBody>> get(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id) {
    return users
        .of(tenant, user)
        .chain(of -> credentials.get(of.tenant(), of.id(), Wire.id(id)))
        .map(CredentialsResource::answer);
  }

  @POST
  @Path("/{id}/lock")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Locks a credential")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialBody>> lock(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return step(tenant, user, id, ifMatch, Step.LOCK);
  }

  @POST
  @Path("/{id}/unlock")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Unlocks a credential and forgets its failures")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialBody>> unlock(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return step(tenant, user, id, ifMatch, Step.UNLOCK);
  }

  @POST
  @Path("/{id}/disable")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Takes a credential out of use")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialBody>> disable(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return step(tenant, user, id, ifMatch, Step.DISABLE);
  }

  @POST
  @Path("/{id}/enable")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Puts a credential back into use")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialBody>> enable(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return step(tenant, user, id, ifMatch, Step.ENABLE);
  }

  @POST
  @Path("/{id}/archive")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Takes a credential out of use for good; its keys stay taken")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialBody>> archive(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return step(tenant, user, id, ifMatch, Step.ARCHIVE);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Deletes a credential of any kind")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                credentials.delete(
                    of.by().actor(), of.tenant(), of.id(), Wire.id(id), Seen.version(ifMatch)));
  }

  private Uni<RestResponse<CredentialBody>> step(
      String tenant, String user, String id, @Nullable String ifMatch, Step step) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                credentials.step(
                    of.by().actor(),
                    of.tenant(),
                    of.id(),
                    Wire.id(id),
                    Seen.version(ifMatch),
                    step))
        .map(CredentialsResource::answer);
  }

  private static RestResponse<CredentialBody> answer(Credential credential) {
    return Etag.ok(CredentialBody.of(credential), credential.version());
  }
}
