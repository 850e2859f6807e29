package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The primary password of a user. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class PasswordResource {
  private final ChosenUser users;
  private final Passwords passwords;

  PasswordResource(ChosenUser users, Passwords passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Sets a user's password and takes its lock")
  @APIResponse(responseCode = "204", description = "It is set")
  @APIResponse(responseCode = "400", description = "It is too short or too long")
  @APIResponse(responseCode = "503", description = "Too many passwords wait to be hashed")
  public Uni<Void> set(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @NotNull PasswordBody body) {
    return users
        .of(tenant, user)
        .chain(of -> passwords.set(of.by().actor(), of.tenant(), of.id(), body.secret()))
        .replaceWithVoid();
  }
}
