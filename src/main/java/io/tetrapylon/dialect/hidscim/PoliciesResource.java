package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The policies that authenticators refer to, to be read alone. */
@Path(HidDialect.SCIM + "/{tenant}/v2/Policy/Authenticator")
@Tag(name = "HID SCIM authenticators")
@SecurityRequirement(name = "bearer")
public class PoliciesResource {
  private static final String SCHEMA = "urn:hid:scim:api:idp:2.0:policy:Authenticator";

  private final CredentialPolicies policies;
  private final Scim scim;

  PoliciesResource(CredentialPolicies policies, Scim scim) {
    this.policies = policies;
    this.scim = scim;
  }

  @GET
  @Path("/{code}")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads the policy of an authenticator")
  @APIResponse(responseCode = "200", description = "The policy")
  public Uni<Response> get(@BeanParam HidRequest request, @PathParam("code") String code) {
    var by = Entered.of(request);
    return policies
        .find(by.tenant(), code)
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such policy."))
        .map(found -> scim.ok(json(by, found)));
  }

  private JsonObject json(Entered by, CredentialPolicy policy) {
    var code = policy.settings().code();
    return new JsonObject()
        .put("schemas", Scim.schemas(SCHEMA))
        .put("id", code)
        .put("name", code)
        .put(
            "meta",
            scim.meta(
                by,
                "AuthenticatorPolicy",
                policy.createdAt(),
                "Policy/Authenticator/" + code,
                policy.version() + 1));
  }
}
