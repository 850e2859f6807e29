package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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

/** The credential of a user whose password the directory checks. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/directory-credential")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class DirectoryCredentialResource {
  private final ChosenUser users;
  private final Directories directories;

  DirectoryCredentialResource(ChosenUser users, Directories directories) {
    this.users = users;
    this.directories = directories;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Has a user's password checked by the directory from now on")
  @APIResponse(responseCode = "201", description = "The credential; it is deleted like any other")
  @APIResponse(responseCode = "403", description = "The directory does not know that login")
  @APIResponse(responseCode = "409", description = "The user is bound, or the entry is another's")
  public Uni<RestResponse<CredentialBody>> bind(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @NotNull DirectoryBody.Login body) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                directories.bind(
                    of.by().actor(), of.tenant(), of.by().dataroom(), of.id(), body.login()))
        .map(bound -> Etag.created(CredentialBody.of(bound), bound.version()));
  }
}
