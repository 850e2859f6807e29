package io.tetrapylon.dialect.nevis;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.reach.UafRegistration;
import io.tetrapylon.device.reach.UafRegistrations;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.policy.CredentialKind;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The FIDO UAF credentials of a user. */
@Path(NevisDialect.USER + "/fido-authenticators")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "nevisIDM")
@SecurityRequirement(name = "bearer")
public class FidoUafResource {
  private static final UserCredentials.Of OF =
      UserCredentials.Of.of("FIDO UAF credential", CredentialKind.FIDO_UAF);

  private final Entrance entrance;
  private final UafCreation creation;
  private final UafRegistrations registrations;
  private final UserCredentials credentials;

  FidoUafResource(
      Entrance entrance,
      UafCreation creation,
      UafRegistrations registrations,
      UserCredentials credentials) {
    this.entrance = entrance;
    this.creation = creation;
    this.registrations = registrations;
    this.credentials = credentials;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Stores a FIDO UAF credential that another system registered")
  @APIResponse(responseCode = "201", description = "The credential with its target")
  @APIResponse(responseCode = "422", description = "Something is not valid or taken")
  public Uni<UafBody> create(@BeanParam Asked asked) {
    return entrance
        .enter(asked, Access.REGISTER)
        .chain(in -> creation.create(in).chain(made -> body(in, made)));
  }

  @GET
  @Operation(summary = "Lists a user's FIDO UAF credentials")
  @APIResponse(responseCode = "200", description = "A part of them")
  public Uni<Listing<UafBody>> list(@BeanParam Asked asked, @BeanParam Paging paging) {
    return entrance
        .enter(asked, Access.VIEW)
        .chain(
            in ->
                registrations
                    .list(in.tenant(), in.userId())
                    .map(all -> paging.of(all, FidoUafResource::key))
                    .chain(page -> credentials.listing(in, page, UafBody::of)));
  }

  private static String key(UafRegistration registration) {
    return registration.credential().credential().id().toString();
  }

  @GET
  @Path("/{extId}")
  @Operation(summary = "Reads a FIDO UAF credential")
  @APIResponse(responseCode = "200", description = "The credential with its target")
  public Uni<UafBody> get(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.VIEW)
        .call(in -> credentials.find(in, OF, extId))
        .chain(in -> read(in, extId));
  }

  @PATCH
  @Path("/{extId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes state, policy or validity of a FIDO UAF credential")
  @APIResponse(responseCode = "200", description = "The credential as it stands then")
  @APIResponse(responseCode = "422", description = "Not valid, or changed since")
  public Uni<UafBody> patch(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance
        .enter(asked, Access.CHANGE)
        .call(in -> credentials.patch(in, OF, extId))
        .chain(in -> read(in, extId));
  }

  @DELETE
  @Path("/{extId}")
  @Operation(summary = "Deletes a FIDO UAF credential; a target that no other has goes with it")
  @APIResponse(responseCode = "204", description = "It is deleted, and its key is free")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("extId") String extId) {
    return entrance.enter(asked, Access.DELETE).chain(in -> credentials.delete(in, OF, extId));
  }

  private Uni<UafBody> read(Entered in, String extId) {
    return registrations
        .get(in.tenant(), in.userId(), extId)
        .chain(registration -> body(in, registration));
  }

  private Uni<UafBody> body(Entered in, UafRegistration registration) {
    return credentials.around(in).map(around -> UafBody.of(registration, around));
  }
}
