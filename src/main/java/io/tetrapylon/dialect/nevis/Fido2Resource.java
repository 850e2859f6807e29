package io.tetrapylon.dialect.nevis;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.fido2.Fido2Credentials;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.policy.CredentialKind;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The FIDO2 credentials of a user. */
@Path(NevisDialect.USER + "/fido2")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class Fido2Resource {
  private static final UserCredentials.Of OF =
      UserCredentials.Of.of("FIDO2 credential", CredentialKind.FIDO2);

  private final Entrance entrance;
  private final Fido2Credentials fido2;
  private final UserCredentials credentials;

  Fido2Resource(Entrance entrance, Fido2Credentials fido2, UserCredentials credentials) {
    this.entrance = entrance;
    this.fido2 = fido2;
    this.credentials = credentials;
  }

  @GET
  @Operation(summary = "Lists a user's FIDO2 credentials")
  @APIResponse(responseCode = "200", description = "A part of them")
  public Uni<Listing<Fido2Body>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in ->
                fido2
                    .list(in.tenant(), in.userId())
                    .map(all -> paging.of(all, each -> each.credential().id().toString()))
                    .chain(page -> credentials.listing(in, page, Fido2Body::of)));
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads a FIDO2 credential")
  @APIResponse(responseCode = "200", description = "The credential")
  public Uni<Fido2Body> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.VIEW).chain(in -> read(in, extId));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes label, state, policy or validity of a FIDO2 credential",
      description = "One that its owner has not proved to have is not made active.")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, or changed since")
  public Uni<Fido2Body> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.CHANGE)
        .call(in -> credentials.patch(in, OF, extId))
        .chain(in -> read(in, extId));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes a FIDO2 credential")
  @APIResponse(responseCode = "204", description = "It is deleted")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.DELETE).chain(in -> credentials.delete(in, OF, extId));
  }

  private Uni<Fido2Body> read(Entered in, String extId) {
    return credentials
        .find(in, OF, extId)
        .chain(found -> fido2.list(in.tenant(), in.userId()).map(all -> one(all, in, extId)))
        .chain(found -> credentials.around(in).map(around -> Fido2Body.of(found, around)));
  }

  private static StoredFido2Credential one(
      List<StoredFido2Credential> all, Entered in, String extId) {
    return all.stream()
        .filter(each -> each.credential().externalId().equals(extId))
        .findFirst()
        .orElseThrow(() -> OF.unknown(extId, in));
  }
}
