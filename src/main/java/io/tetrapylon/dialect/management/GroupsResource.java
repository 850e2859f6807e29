package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Groups;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Groups of users. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
@SecurityRequirement(name = "bearer")
public class GroupsResource {
  private final CurrentCaller current;
  private final Groups groups;

  GroupsResource(CurrentCaller current, Groups groups) {
    this.current = current;
    this.groups = groups;
  }

  @GET
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Lists groups")
  @APIResponse(responseCode = "200", description = "A page of groups")
  public Uni<Listing<GroupBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(
            by ->
                groups.list(
                    by.tenant(), by.dataroom(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, GroupBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Makes a group")
  @APIResponse(responseCode = "201", description = "The group that was made")
  @APIResponse(responseCode = "409", description = "The name is taken")
  public Uni<RestResponse<GroupBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull GroupBody.Draft body) {
    return current
        .in(tenant)
        .chain(by -> groups.create(by.actor(), by.tenant(), by.dataroom(), body.checkedName()))
        .map(made -> Etag.created(GroupBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Reads a group")
  @APIResponse(responseCode = "200", description = "The group")
  public Uni<RestResponse<GroupBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> groups.get(by.tenant(), by.dataroom(), Wire.id(id)))
        .map(found -> Etag.ok(GroupBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Renames a group")
  @APIResponse(responseCode = "200", description = "The group as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<GroupBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull GroupBody.Draft body) {
    return current
        .in(tenant)
        .chain(
            by ->
                groups.rename(
                    by.actor(),
                    by.tenant(),
                    by.dataroom(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    body.checkedName()))
        .map(changed -> Etag.ok(GroupBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Deletes a group")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  @APIResponse(responseCode = "409", description = "A policy names it")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by ->
                groups.delete(
                    by.actor(), by.tenant(), by.dataroom(), Wire.id(id), Etag.version(ifMatch)));
  }

  @PUT
  @Path("/{id}/members/{user}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Puts a user into a group")
  @APIResponse(responseCode = "204", description = "The user is in it")
  public Uni<Void> add(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("user") String user) {
    return current
        .in(tenant)
        .chain(
            by -> groups.add(by.actor(), by.tenant(), by.dataroom(), Wire.id(id), Wire.id(user)));
  }

  @DELETE
  @Path("/{id}/members/{user}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Takes a user out of a group")
  @APIResponse(responseCode = "204", description = "The user is not in it")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("user") String user) {
    return current
        .in(tenant)
        .chain(
            by ->
                groups.remove(by.actor(), by.tenant(), by.dataroom(), Wire.id(id), Wire.id(user)));
  }
}
