package io.tetrapylon.dialect.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.challenge.BackchannelAnswer;
import io.tetrapylon.challenge.BackchannelRequests;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tokens;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The token endpoint (RFC 6749 section 3.2): for API clients, and for end users through them. */
@Path(OidcDialect.ROOT + "/{tenant}/authn/token")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenID provider")
public class TokenResource {
  private static final String CIBA = "urn:openid:params:grant-type:ciba";

  private final Entrance entrance;
  private final Tokens tokens;
  private final PasswordGrant passwords;
  private final BackchannelRequests backchannel;

  TokenResource(
      Entrance entrance, Tokens tokens, PasswordGrant passwords, BackchannelRequests backchannel) {
    this.entrance = entrance;
    this.tokens = tokens;
    this.passwords = passwords;
    this.backchannel = backchannel;
  }

  @POST
  @PermitAll
  @Operation(summary = "A token for client_credentials, password or CIBA's grant")
  @APIResponse(responseCode = "200", description = "The token, and for CIBA an ID token")
  @APIResponse(responseCode = "400", description = "An error of RFC 6749 or OpenID CIBA")
  @APIResponse(responseCode = "401", description = "The client or its secret is not valid")
  public Uni<String> token(@BeanParam Asked asked) {
    return entrance.enter(asked).chain(this::granted).map(ObjectNode::toString);
  }

  private Uni<ObjectNode> granted(Entrance.Entered entered) {
    return switch (entered.form().value("grant_type")) {
      case "client_credentials" -> tokens.issue(entered.client()).map(TokenResource::answer);
      case "password" -> passwords.grant(entered.requireReadWrite()).map(TokenResource::answer);
      case CIBA -> approved(entered.requireReadWrite()).map(TokenResource::answer);
      case "" -> throw OidcRefusal.invalid("The grant_type is missing.");
      default -> throw new OidcRefusal(OidcError.UNSUPPORTED_GRANT_TYPE);
    };
  }

  private Uni<BackchannelAnswer.Issued> approved(Entrance.Entered entered) {
    var name = entered.form().value("auth_req_id");
    if (name.isEmpty()) {
      throw OidcRefusal.invalid("The auth_req_id is missing.");
    }
    return backchannel
        .tokens(entered.client(), name, entered.requestId())
        .map(TokenResource::issued);
  }

  private static BackchannelAnswer.Issued issued(BackchannelAnswer answer) {
    if (answer instanceof BackchannelAnswer.Issued issued) {
      return issued;
    }
    if (answer instanceof BackchannelAnswer.Pending pending) {
      throw new OidcRefusal(
          pending.tooSoon() ? OidcError.SLOW_DOWN : OidcError.AUTHORIZATION_PENDING);
    }
    throw refusal(((BackchannelAnswer.Refused) answer).reason());
  }

  /** What speaks against the user now is no refusal to ask, but to say yes. */
  private static RuntimeException refusal(Reason reason) {
    return switch (reason) {
      case USER_BLOCKED, USER_QUARANTINED, USER_OVERALLOCATED, PUSH_NOT_SENT ->
          new OidcRefusal(OidcError.NOT_APPROVED);
      default -> new Refusal(reason);
    };
  }

  private static ObjectNode answer(Tokens.Issued token) {
    return answer(token.value(), token.expiresIn());
  }

  private static ObjectNode answer(BackchannelAnswer.Issued issued) {
    return answer(issued.accessToken(), issued.expiresIn()).put("id_token", issued.idToken());
  }

  private static ObjectNode answer(String accessToken, long expiresIn) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", accessToken)
        .put("token_type", "Bearer")
        .put("expires_in", expiresIn);
  }
}
