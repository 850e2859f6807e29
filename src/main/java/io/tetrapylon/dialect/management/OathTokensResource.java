package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.credential.oath.StoredOathToken;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** The OATH tokens of a user. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/oath-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class OathTokensResource {
  private final ChosenUser users;
  private final OathTokens tokens;
  private final Credentials credentials;

  OathTokensResource(ChosenUser users, OathTokens tokens, Credentials credentials) {
    this.users = users;
    this.tokens = tokens;
    this.credentials = credentials;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists a user's OATH tokens")
  @APIResponse(responseCode = "200", description = "All of them")
  public Uni<OathTokenBody.Several> list(
      @PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> tokens.list(of.tenant(), of.id()))
        .map(OathTokenBody.Several::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Makes an OATH token")
  @APIResponse(
      responseCode = "201",
      description = "The token, with its otpauth text, which is not told again")
  @APIResponse(responseCode = "409", description = "The external id is taken")
  public Uni<RestResponse<OathTokenBody.Created>> create(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @NotNull OathTokenBody.Draft body) {
    return users
        .of(tenant, user)
        .chain(of -> tokens.create(of.by().actor(), of.tenant(), of.id(), body.toNew()))
        .map(OathTokenBody.Created::of)
        .map(made -> Etag.created(made, made.token().version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads an OATH token")
  @APIResponse(responseCode = "200", description = "The token")
  public Uni<RestResponse<OathTokenBody.View>> get(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id) {
    return users
        .of(tenant, user)
        .chain(of -> tokens.get(of.tenant(), of.id(), Wire.id(id)))
        .map(OathTokensResource::answer);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Changes label, policy and validity of an OATH token")
  @APIResponse(responseCode = "200", description = "The token as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<OathTokenBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull OathTokenBody.Settings body) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                tokens.change(
                    of.by().actor(),
                    of.tenant(),
                    of.id(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    before -> body.toSettings()))
        .map(OathTokensResource::answer);
  }

  @POST
  @Path("/{id}/resynchronise")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(
      summary =
          "Finds an OATH token that has run away by two codes that it showed one after the other")
  @APIResponse(responseCode = "200", description = "The token as it stands then")
  @APIResponse(responseCode = "403", description = "They are no such codes")
  public Uni<RestResponse<OathTokenBody.View>> resynchronise(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @NotNull OathTokenBody.Codes body) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                tokens.resynchronise(
                    of.by().actor(),
                    of.tenant(),
                    of.id(),
                    Wire.id(id),
                    body.checkedFirst(),
                    body.checkedSecond()))
        .map(OathTokensResource::answer);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Deletes an OATH token")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return users
        .of(tenant, user)
        .call(of -> tokens.get(of.tenant(), of.id(), Wire.id(id)))
        .chain(
            of ->
                credentials.delete(
                    of.by().actor(), of.tenant(), of.id(), Wire.id(id), Seen.version(ifMatch)));
  }

  private static RestResponse<OathTokenBody.View> answer(StoredOathToken token) {
    return Etag.ok(OathTokenBody.View.of(token), token.credential().version());
  }
}
