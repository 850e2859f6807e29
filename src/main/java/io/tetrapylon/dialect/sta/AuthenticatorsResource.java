package io.tetrapylon.dialect.sta;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.fido2.Fido2Credentials;
import io.tetrapylon.credential.fido2.Provenance;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.PublicUrl;
import jakarta.annotation.security.PermitAll;
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
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The operations of the authenticator management API. Who may do what is decided by {@link
 * Entrance}, for the words of a refusal depend on the order of its checks.
 */
@Path(StaDialect.ROOT + "/{tenantCode}/users/{userId}/authenticators")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "STA authenticators")
@SecurityRequirement(name = "apikey")
@SecurityScheme(
    securitySchemeName = "apikey",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "apikey",
    description = "The API key of an API client")
public class AuthenticatorsResource {
  private final Entrance entrance;
  private final Fido2Credentials authenticators;
  private final PublicUrl publicUrl;

  AuthenticatorsResource(Entrance entrance, Fido2Credentials authenticators, PublicUrl publicUrl) {
    this.entrance = entrance;
    this.authenticators = authenticators;
    this.publicUrl = publicUrl;
  }

  @GET
  @Operation(summary = "Lists a user's authenticators; pageIndex from 0, pageSize 1 to 20")
  @APIResponse(responseCode = "200", description = "A part of the list, with links to the others")
  public Uni<AuthenticatorList> list(@BeanParam Asked asked) {
    return entrance
        .enter(asked, StaOperation.LIST)
        .chain(entered -> list(asked, entered, Paging.of(asked.request.queryParams())));
  }

  private Uni<AuthenticatorList> list(Asked asked, Entered entered, Paging paging) {
    return entrance
        .user(entered, asked.user)
        .chain(user -> authenticators.list(entered.tenant(), user))
        .map(all -> all.stream().map(AuthenticatorBody::of).toList())
        .map(all -> AuthenticatorList.of(all, paging, publicUrl.of(asked.path())));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Takes over an authenticator, which its owner then activates")
  @RequestBody(content = @Content(schema = @Schema(implementation = ImportRequest.class)))
  @APIResponse(responseCode = "200", description = "The authenticator, pending")
  @APIResponse(responseCode = "403", description = "Importing is not paid for, or switched off")
  @APIResponse(responseCode = "409", description = "Somebody in the tenant has it already")
  public Uni<AuthenticatorBody> create(@BeanParam Asked asked) {
    return entrance
        .enter(asked, StaOperation.CREATE)
        .call(entrance::requireImport)
        .chain(entered -> create(asked, entered))
        .map(AuthenticatorBody::of);
  }

  private Uni<StoredFido2Credential> create(Asked asked, Entered entered) {
    return entrance
        .user(entered, asked.user)
        .chain(
            user ->
                authenticators.take(
                    entered.actor(), entered.tenant(), user, ImportRequest.read(asked.body())));
  }

  @GET
  @Path("/{authenticatorId}")
  @Operation(summary = "Reads an authenticator")
  @APIResponse(responseCode = "200", description = "The authenticator")
  @APIResponse(responseCode = "404", description = "The user has no such authenticator")
  public Uni<AuthenticatorBody> get(
      @BeanParam Asked asked, @PathParam("authenticatorId") String id) {
    return entrance
        .enter(asked, StaOperation.READ)
        .chain(
            entered ->
                one(
                    asked,
                    entered,
                    id,
                    (user, bytes) -> authenticators.find(entered.tenant(), user, bytes)))
        .map(AuthenticatorBody::of);
  }

  @PATCH
  @Path("/{authenticatorId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Suspends, resumes or renames an authenticator")
  @RequestBody(content = @Content(schema = @Schema(implementation = ChangeRequest.class)))
  @APIResponse(responseCode = "200", description = "The authenticator as it is then")
  @APIResponse(responseCode = "400", description = "There is no such way from its state")
  public Uni<AuthenticatorBody> update(
      @BeanParam Asked asked, @PathParam("authenticatorId") String id) {
    return entrance
        .enter(asked, StaOperation.UPDATE)
        .chain(
            entered ->
                one(asked, entered, id, (user, bytes) -> change(asked, entered, user, bytes)))
        .map(AuthenticatorBody::of);
  }

  private Uni<StoredFido2Credential> change(
      Asked asked, Entered entered, UUID user, byte[] authenticator) {
    var change = ChangeRequest.read(asked.body());
    return authenticators
        .change(entered.actor(), entered.tenant(), user, authenticator, change)
        .onFailure(AuthenticatorsResource::isConflict)
        .transform(noSuchWay -> new StaRefusal(StaWords.NOT_ALLOWED));
  }

  @DELETE
  @Path("/{authenticatorId}")
  @Operation(summary = "Deletes an authenticator")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "403", description = "It was imported, and the key is the user's own")
  public Uni<Void> delete(@BeanParam Asked asked, @PathParam("authenticatorId") String id) {
    return entrance
        .enter(asked, StaOperation.DELETE)
        .chain(entered -> one(asked, entered, id, (user, bytes) -> delete(entered, user, bytes)));
  }

  private Uni<Void> delete(Entered entered, UUID user, byte[] authenticator) {
    return authenticators
        .find(entered.tenant(), user, authenticator)
        .invoke(found -> refuseOwnImport(entered, user, found))
        .chain(() -> authenticators.delete(entered.actor(), entered.tenant(), user, authenticator));
  }

  private static void refuseOwnImport(Entered entered, UUID user, StoredFido2Credential found) {
    if (user.equals(entered.caller().userId()) && found.provenance() == Provenance.IMPORTED) {
      throw new StaRefusal(StaWords.OWN_IMPORT);
    }
  }

  /** The user first, then the authenticator; what the work does not find is named as asked. */
  private <T> Uni<T> one(
      Asked asked, Entered entered, String id, BiFunction<UUID, byte[], Uni<T>> work) {
    return entrance
        .user(entered, asked.user)
        .chain(
            user -> {
              var bytes = AuthenticatorId.read(id);
              return work.apply(user, bytes)
                  .onFailure(Entrance::isUnknown)
                  .transform(none -> new StaRefusal(StaWords.authenticatorUnknown(id)));
            });
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
  }
}
