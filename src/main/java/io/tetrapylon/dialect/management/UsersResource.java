package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import io.tetrapylon.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Users. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@SecurityRequirement(name = "bearer")
public class UsersResource {
  private final CurrentCaller current;
  private final Users users;

  UsersResource(CurrentCaller current, Users users) {
    this.current = current;
    this.users = users;
  }

  @GET
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Lists users")
  @APIResponse(responseCode = "200", description = "A page of users")
  public Uni<Listing<UserBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("group") @Nullable String group,
      @QueryParam("username") @Nullable String usernamePrefix,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    var filter =
        new User.Filter(
            Wire.optionalId("group", group),
            usernamePrefix,
            Wire.optional(UserStatus.class, "status", status));
    return current
        .in(tenant)
        .chain(
            by ->
                users.list(
                    by.tenant(),
                    by.dataroom(),
                    filter,
                    Wire.continuation(continuation),
                    Wire.limit(limit)))
        .map(page -> Listing.of(page, UserBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Makes a user")
  @APIResponse(responseCode = "201", description = "The user that was made")
  @APIResponse(responseCode = "409", description = "A name, e-mail, number or external id is taken")
  public Uni<RestResponse<UserBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull UserBody.Draft body) {
    return current
        .in(tenant)
        .chain(by -> users.create(by.actor(), by.tenant(), by.dataroom(), body.toDraft()))
        .map(made -> Etag.created(UserBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Reads a user")
  @APIResponse(responseCode = "200", description = "The user")
  public Uni<RestResponse<UserBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> users.get(by.tenant(), by.dataroom(), Wire.id(id)))
        .map(found -> Etag.ok(UserBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Changes a user")
  @APIResponse(responseCode = "200", description = "The user as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  @APIResponse(responseCode = "409", description = "A name, e-mail or external id is taken")
  public Uni<RestResponse<UserBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull UserBody.Change body) {
    return current
        .in(tenant)
        .chain(
            by ->
                users.update(
                    by.actor(),
                    by.tenant(),
                    by.dataroom(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    body.profile(),
                    body.groupIds()))
        .map(changed -> Etag.ok(UserBody.View.of(changed), changed.version()));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Blocks, quarantines or activates a user")
  @APIResponse(responseCode = "200", description = "The user as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<UserBody.View>> changeStatus(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull UserBody.NewStatus body) {
    return current
        .in(tenant)
        .chain(
            by ->
                users.changeStatus(
                    by.actor(),
                    by.tenant(),
                    by.dataroom(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    Wire.constant(UserStatus.class, "status", body.status())))
        .map(changed -> Etag.ok(UserBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Deletes a user and all that belongs to it")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by ->
                users.delete(
                    by.actor(), by.tenant(), by.dataroom(), Wire.id(id), Etag.version(ifMatch)));
  }
}
