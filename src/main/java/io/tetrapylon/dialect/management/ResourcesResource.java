package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Resources;
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

/** What users log in to. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/resources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resources")
@SecurityRequirement(name = "bearer")
public class ResourcesResource {
  private final CurrentCaller current;
  private final Resources resources;

  ResourcesResource(CurrentCaller current, Resources resources) {
    this.current = current;
    this.resources = resources;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Lists resources by their numbers")
  @APIResponse(responseCode = "200", description = "A page of resources")
  public Uni<Listing<ResourceBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(by -> resources.list(by.tenant(), after(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, ResourceBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Makes a resource")
  @APIResponse(responseCode = "201", description = "The resource that was made")
  @APIResponse(responseCode = "409", description = "The number is taken")
  public Uni<RestResponse<ResourceBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull ResourceBody.Draft body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                resources.create(
                    by.actor(),
                    by.tenant(),
                    given(body.id()),
                    Member.text("name", body.name(), 200),
                    body.allowsPlainApproval()))
        .map(made -> Etag.created(ResourceBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads a resource")
  @APIResponse(responseCode = "200", description = "The resource")
  public Uni<RestResponse<ResourceBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> resources.get(by.tenant(), number(id)))
        .map(found -> Etag.ok(ResourceBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Changes a resource")
  @APIResponse(responseCode = "200", description = "The resource as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<ResourceBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull ResourceBody.Draft body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                resources.update(
                    by.actor(),
                    by.tenant(),
                    number(id),
                    Etag.version(ifMatch),
                    Member.text("name", body.name(), 200),
                    body.allowsPlainApproval()))
        .map(changed -> Etag.ok(ResourceBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Deletes a resource")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> resources.delete(by.actor(), by.tenant(), number(id), Etag.version(ifMatch)));
  }

  private static long given(@Nullable Long id) {
    if (id == null) {
      throw Member.invalid("id", "must be given.");
    }
    return id;
  }

  private static long number(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such resource.");
    }
    return Long.parseLong(id);
  }

  private static @Nullable Long after(@Nullable String continuation) {
    if (continuation == null) {
      return null;
    }
    Member.check(continuation.matches("\\d{1,18}"), "continuationToken", "is none of this list.");
    return Long.valueOf(continuation);
  }
}
