package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.AuthenticatorChanges;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Authenticators: what users authenticate with, one a credential policy. */
@Path(HidDialect.SCIM + "/{tenant}/v2/Authenticator")
@Consumes({Scim.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "HID SCIM authenticators")
@SecurityRequirement(name = "bearer")
public class AuthenticatorsResource {
  private final Authenticators authenticators;
  private final AuthenticatorChanges changes;
  private final AuthenticatorCreation creation;
  private final AuthenticatorActions actions;
  private final AuthenticatorJson json;
  private final Scim scim;

  AuthenticatorsResource(
      Authenticators authenticators,
      AuthenticatorChanges changes,
      AuthenticatorCreation creation,
      AuthenticatorActions actions,
      AuthenticatorJson json,
      Scim scim) {
    this.authenticators = authenticators;
    this.changes = changes;
    this.creation = creation;
    this.actions = actions;
    this.json = json;
    this.scim = scim;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists authenticators, by startIndex and count")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "The filter cannot be read")
  public Uni<Response> list(@BeanParam HidRequest request) {
    return search(Entered.of(request), SearchRequest.ofQuery(request));
  }

  @POST
  @Path("/.search")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Searches authenticators by owner.value and id")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "The filter cannot be read")
  public Uni<Response> search(@BeanParam HidRequest request) {
    var by = Entered.of(request);
    return search(by, SearchRequest.ofBody(by.object()));
  }

  private Uni<Response> search(Entered by, SearchRequest asked) {
    var known = Attributes.OF_AUTHENTICATORS;
    return authenticators
        .search(by.tenant(), by.room(), asked.criterion(known), asked.range(known))
        .chain(found -> scim.list(by, asked, found, each -> json.of(by, each)));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads an authenticator")
  @APIResponse(responseCode = "200", description = "The authenticator")
  @APIResponse(responseCode = "404", description = "There is none")
  public Uni<Response> get(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request);
    return authenticators.get(key(by, id)).map(found -> scim.ok(json.of(by, found)));
  }

  @POST
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Makes an authenticator, or registers an address for codes")
  @APIResponse(responseCode = "201", description = "The authenticator that was made")
  @APIResponse(responseCode = "404", description = "There is no such user")
  @APIResponse(responseCode = "409", description = "The user has one under the policy already")
  public Uni<Response> create(@BeanParam HidRequest request) {
    var by = Entered.of(request).changing();
    return creation.create(by, by.object());
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Changes status, validity and password, those that the request names")
  @APIResponse(responseCode = "200", description = "The authenticator as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Response> replace(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    return changes
        .replace(by.actor(), key(by, id), by.seen(), creation.change(by.object()))
        .map(changed -> scim.ok(json.of(by, changed)));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Deletes an authenticator with the credentials under it")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    return changes.delete(by.actor(), key(by, id), by.seen());
  }

  /** Which permission an action needs is its own affair. */
  @POST
  @Path("/{id}")
  @RolesAllowed({
    Permission.CREDENTIAL_VIEW,
    Permission.CREDENTIAL_CHANGE_STATE,
    Permission.CREDENTIAL_DELETE
  })
  @Operation(
      summary = "USER-CHALLENGE, DEVICE-CHALLENGE, RESET, DELIVER-CHALLENGE or UNREGISTER-OOB")
  @APIResponse(responseCode = "200", description = "What came of it")
  @APIResponse(responseCode = "404", description = "There is no such user, device or authenticator")
  public Uni<Response> act(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request);
    var which = AuthenticatorId.parse(id);
    if (which == null) {
      throw unknown();
    }
    return actions.act(by, which, by.object());
  }

  private static Authenticators.Key key(Entered by, String text) {
    var id = AuthenticatorId.parse(text);
    if (id == null || id.user() == null) {
      throw unknown();
    }
    return new Authenticators.Key(by.tenant(), by.room(), id.user(), id.code());
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such authenticator.");
  }
}
