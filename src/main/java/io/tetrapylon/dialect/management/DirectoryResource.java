package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.credential.ldap.DirectoryRegister;
import io.tetrapylon.credential.ldap.DirectoryView;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Refusal;
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

/** The directory that checks passwords of a tenant's users. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/directory")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
@SecurityRequirement(name = "bearer")
public class DirectoryResource {
  private final CurrentCaller current;
  private final DirectoryRegister register;
  private final Directories directories;

  DirectoryResource(CurrentCaller current, DirectoryRegister register, Directories directories) {
    this.current = current;
    this.register = register;
    this.directories = directories;
  }

  @GET
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Reads where the directory is, without its password")
  @APIResponse(responseCode = "200", description = "What there is")
  @APIResponse(responseCode = "404", description = "The tenant has no directory")
  public Uni<RestResponse<DirectoryBody.View>> get(@PathParam("tenant") String tenant) {
    return current.in(tenant).chain(by -> register.get(by.tenant())).map(DirectoryResource::answer);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Sets the directory; a password given as *** stays as it is")
  @APIResponse(responseCode = "200", description = "What there is then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<DirectoryBody.View>> set(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull DirectoryBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                register.set(
                    by.actor(),
                    by.tenant(),
                    body.newPassword(),
                    body::toSettings,
                    Seen.version(ifMatch)))
        .map(DirectoryResource::answer);
  }

  @DELETE
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Takes the directory away; its users cannot log in by password then")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> register.remove(by.actor(), by.tenant(), Seen.version(ifMatch)));
  }

  @POST
  @Path("/test")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Tries whether the directory can be used as it is set")
  @APIResponse(responseCode = "200", description = "Whether it can, and why not")
  public Uni<DirectoryBody.Probe> test(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> directories.probe(by.tenant()))
        .replaceWith(DirectoryBody.Probe.USABLE)
        .onFailure(DirectoryResource::isOfDirectory)
        .recoverWithItem(failure -> DirectoryBody.Probe.of((Refusal) failure));
  }

  @POST
  @Path("/users")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(
      summary = "Makes a user of somebody whom the directory knows, or binds the one there is")
  @APIResponse(responseCode = "201", description = "The user")
  @APIResponse(responseCode = "403", description = "The directory does not know that login")
  public Uni<RestResponse<UserBody.View>> adopt(
      @PathParam("tenant") String tenant, @NotNull DirectoryBody.Login body) {
    var login = Member.text("login", body.login(), 255);
    return current
        .in(tenant)
        .chain(by -> directories.adopt(by.actor(), by.tenant(), by.dataroom(), login))
        .map(user -> Etag.created(UserBody.View.of(user), user.version()));
  }

  private static RestResponse<DirectoryBody.View> answer(DirectoryView view) {
    return Etag.ok(DirectoryBody.View.of(view), view.version());
  }

  private static boolean isOfDirectory(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason().name().startsWith("DIRECTORY_");
  }
}
