package io.tetrapylon.dialect.oidc;

import io.tetrapylon.challenge.Backchannel;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.BackchannelClient.Delivery;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An authentication request (OpenID CIBA Core 1.0 section 7.1), whichever way its parameters came.
 *
 * @param hint which kind of hint says who is asked
 * @param hintValue that hint
 * @param message what the user is shown, or null
 * @param lifetime for how long the client wants to wait, or null
 * @param token for the notification, or null
 */
record BackchannelParameters(
    Hint hint,
    String hintValue,
    @Nullable String message,
    @Nullable Duration lifetime,
    @Nullable Secret token) {
  private static final int LONGEST_MESSAGE = 200;

  /** The hints that there are; a request has exactly one. */
  enum Hint {
    LOGIN_HINT,
    ID_TOKEN_HINT,
    LOGIN_HINT_TOKEN;

    String parameter() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What may not stand beside a signed request (section 7.1.1). */
  static final List<String> NAMES =
      List.of(
          "scope",
          "client_notification_token",
          "acr_values",
          "login_hint_token",
          "id_token_hint",
          "login_hint",
          "binding_message",
          "user_code",
          "requested_expiry");

  /** Reads parameters; what is absent is empty. */
  static BackchannelParameters read(UnaryOperator<String> parameters, Delivery delivery) {
    if (!List.of(parameters.apply("scope").split(" ")).contains("openid")) {
      throw new OidcRefusal(OidcError.INVALID_SCOPE);
    }
    var hint = hint(parameters);
    return new BackchannelParameters(
        hint,
        parameters.apply(hint.parameter()),
        message(parameters.apply("binding_message")),
        lifetime(parameters.apply("requested_expiry")),
        delivery == Delivery.POLL ? null : token(parameters.apply("client_notification_token")));
  }

  private static Hint hint(UnaryOperator<String> parameters) {
    var given =
        Arrays.stream(Hint.values())
            .filter(each -> !parameters.apply(each.parameter()).isEmpty())
            .toList();
    if (given.size() != 1) {
      throw OidcRefusal.invalid(
          "Exactly one of login_hint, id_token_hint and login_hint_token is needed.");
    }
    return given.get(0);
  }

  private static @Nullable String message(String text) {
    if (text.length() > LONGEST_MESSAGE || !CleanText.isClean(text)) {
      throw new OidcRefusal(OidcError.INVALID_BINDING_MESSAGE);
    }
    return text.isBlank() ? null : text;
  }

  /** At most nine digits, so that no number is too large to be read. */
  private static @Nullable Duration lifetime(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw OidcRefusal.invalid("The requested_expiry is a positive number of seconds.");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Secret token(String text) {
    if (!Backchannel.isToken(text)) {
      throw OidcRefusal.invalid("The client_notification_token is missing, too long or no token.");
    }
    return Secret.of(text);
  }

  /** What the phone shows, and what is signed. */
  Shown shown() {
    return new Shown(
        "",
        "",
        "",
        "",
        message == null ? List.of() : List.of(new Shown.Detail("Message", message)));
  }
}
