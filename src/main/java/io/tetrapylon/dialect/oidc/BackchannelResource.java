package io.tetrapylon.dialect.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.challenge.Backchannel;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.challenge.RequestName;
import io.tetrapylon.challenge.Terms;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.BackchannelClient;
import io.tetrapylon.tenant.BackchannelClients;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The backchannel authentication endpoint (OpenID CIBA Core 1.0 section 7). */
@Path(OidcDialect.ROOT + "/{tenant}/authn/bcauthorize")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenID provider")
public class BackchannelResource {
  private final Entrance entrance;
  private final BackchannelClients clients;
  private final SignedRequest signed;
  private final LoginHints hints;
  private final Authentication authentication;
  private final Ids ids;
  private final Entropy entropy;

  BackchannelResource(
      Entrance entrance,
      BackchannelClients clients,
      SignedRequest signed,
      LoginHints hints,
      Authentication authentication,
      Ids ids,
      Entropy entropy) {
    this.entrance = entrance;
    this.clients = clients;
    this.signed = signed;
    this.hints = hints;
    this.authentication = authentication;
    this.ids = ids;
    this.entropy = entropy;
  }

  @POST
  @PermitAll
  @Operation(summary = "Asks a user's phones in the name of a client")
  @APIResponse(responseCode = "200", description = "The auth_req_id, and how to go on")
  @APIResponse(responseCode = "400", description = "An error of OpenID CIBA")
  @APIResponse(responseCode = "401", description = "The client or its secret is not valid")
  @APIResponse(responseCode = "403", description = "The user cannot be asked now")
  public Uni<String> authorize(@BeanParam Asked asked) {
    return entrance
        .enter(asked)
        .map(Entrance.Entered::requireReadWrite)
        .chain(
            entered ->
                clients
                    .find(entered.client().tenantId(), entered.client().id())
                    .onItem()
                    .ifNull()
                    .failWith(() -> new OidcRefusal(OidcError.UNAUTHORIZED_CLIENT))
                    .chain(registered -> begin(entered, registered.client())));
  }

  private Uni<String> begin(Entrance.Entered entered, BackchannelClient registered) {
    var asked = BackchannelParameters.read(parameters(entered, registered), registered.delivery());
    return hints
        .login(asked, entered.client(), registered)
        .chain(login -> ask(entered, registered.delivery(), asked, login));
  }

  /** Who registered a key signs each request, or the key would protect nothing. */
  private UnaryOperator<String> parameters(Entrance.Entered entered, BackchannelClient registered) {
    var form = entered.form();
    var request = form.value("request");
    var key = registered.requestKey();
    if (request.isEmpty() != (key == null)) {
      throw OidcRefusal.invalid("A request is signed exactly when the client registered a key.");
    }
    if (key == null) {
      return form::value;
    }
    if (BackchannelParameters.NAMES.stream().anyMatch(name -> !form.value(name).isEmpty())) {
      throw OidcRefusal.invalid("Beside a signed request there are no parameters.");
    }
    var client = entered.client();
    return signed.parameters(request, key, client.name(), client.tenantCode());
  }

  private Uni<String> ask(
      Entrance.Entered entered,
      BackchannelClient.Delivery delivery,
      BackchannelParameters asked,
      String login) {
    var id = ids.next();
    var name = RequestName.of(id, entropy);
    var mode = Backchannel.Mode.valueOf(delivery.name());
    var terms = new Terms(id, asked.lifetime(), null, new Backchannel(mode, name, asked.token()));
    var context =
        new Attempt.Context(
            entered.client(), entered.requestId(), Question.NO_RESOURCE, login, Origin.of(null));
    return authentication
        .decide(new PhoneAttempt.Request(context, asked.shown(), terms))
        .map(decision -> acknowledgement(decision, name, mode));
  }

  /** Section 7.3; {@code number_match} is our own: what the user types on the phone. */
  private static String acknowledgement(Decision decision, String name, Backchannel.Mode mode) {
    if (!(decision instanceof Decision.Pending pending)) {
      throw refusal(((Decision.Refused) decision).reason());
    }
    var answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("auth_req_id", name)
            .put("expires_in", lifetime(pending).toSeconds());
    if (mode != Backchannel.Mode.PUSH) {
      answer.put("interval", Backchannel.INTERVAL_SECONDS);
    }
    if (pending.digits() != null) {
      answer.put("number_match", pending.digits());
    }
    return answer.toString();
  }

  private static Duration lifetime(Decision.Pending pending) {
    return Objects.requireNonNull(pending.lifetime());
  }

  private static RuntimeException refusal(Reason reason) {
    return reason == Reason.USER_UNKNOWN
        ? new OidcRefusal(OidcError.UNKNOWN_USER_ID)
        : new Refusal(reason);
  }
}
