package io.tetrapylon.dialect.oidc;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.dialect.OAuthForm;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.EndUsers;
import io.tetrapylon.tenant.Tokens;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * An end user's token for a password or a code of one authenticator ({@code authType}), as HID's
 * clients ask for it. Whatever is wrong with user, authenticator or secret is one and the same
 * {@code invalid_grant}.
 */
@Singleton
class PasswordGrant {
  private static final int LONGEST = 1024;

  private final Authentication authentication;
  private final EndUsers endUsers;
  private final Tokens tokens;

  PasswordGrant(Authentication authentication, EndUsers endUsers, Tokens tokens) {
    this.authentication = authentication;
    this.endUsers = endUsers;
    this.tokens = tokens;
  }

  Uni<Tokens.Issued> grant(Entrance.Entered entered) {
    return authentication.decide(attempt(entered)).chain(decision -> issue(entered, decision));
  }

  private static Attempt attempt(Entrance.Entered entered) {
    var form = entered.form();
    var mode = form.value("mode");
    if (!mode.isEmpty() && !mode.equals("SYNCHRONOUS")) {
      throw OidcRefusal.invalid("The mode must be SYNCHRONOUS.");
    }
    var context =
        new Attempt.Context(
            entered.client(),
            entered.requestId(),
            Question.NO_RESOURCE,
            required(form, "username"),
            Origin.of(null));
    return new Attempt.ByAuthenticator(
        context, required(form, "authType"), Secret.of(required(form, "password")));
  }

  private static String required(OAuthForm form, String name) {
    var value = form.value(name);
    if (value.isEmpty() || value.length() > LONGEST) {
      throw OidcRefusal.invalid("The " + name + " is missing or too long.");
    }
    return value;
  }

  /** That a directory does not answer is no word about the password. */
  private static RuntimeException refusal(Reason reason) {
    return switch (reason) {
      case DIRECTORY_SILENT, DIRECTORY_UNAVAILABLE, DIRECTORY_MISCONFIGURED -> new Refusal(reason);
      default -> new OidcRefusal(OidcError.INVALID_GRANT);
    };
  }

  private Uni<Tokens.Issued> issue(Entrance.Entered entered, Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      throw refusal(refused.reason());
    }
    var granted = (Decision.Granted) decision;
    return endUsers
        .find(entered.client().tenantId(), Objects.requireNonNull(granted.user()))
        .onItem()
        .ifNull()
        .failWith(() -> new OidcRefusal(OidcError.INVALID_GRANT))
        .chain(tokens::issue);
  }
}
