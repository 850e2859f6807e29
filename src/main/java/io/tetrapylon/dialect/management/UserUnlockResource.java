package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Helps a user who is locked out. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/unlock")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class UserUnlockResource {
  private final ChosenUser users;
  private final Credentials credentials;

  UserUnlockResource(ChosenUser users, Credentials credentials) {
    this.users = users;
    this.credentials = credentials;
  }

  @POST
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Takes every lock and all counted failures from a user's credentials")
  @APIResponse(responseCode = "200", description = "How many had any")
  public Uni<Unlocked> unlock(@PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> credentials.unlockUser(of.by().actor(), of.tenant(), of.id()))
        .map(Unlocked::new);
  }

  /** How many credentials had a lock or counted failures. */
  record Unlocked(int unlocked) {}
}
