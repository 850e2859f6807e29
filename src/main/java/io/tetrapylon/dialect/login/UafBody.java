package io.tetrapylon.dialect.login;

import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.credential.uaf.protocol.AuthResponse;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels about UAF authenticators, beside the UAF protocol's own messages. */
final class UafBody {
  private static final int LONGEST_LOGIN = 320;
  private static final int LONGEST_APP_ID = 2000;

  /** What is shown is signed as it is, so it is short enough for every screen. */
  private static final int LONGEST_TEXT = 200;

  private UafBody() {}

  /**
   * Begins an authentication.
   *
   * @param login user name or e-mail address
   * @param password where the policy wants one
   * @param appId the application that asks; that of the user's newest key, when it is left out
   * @param text what the user is shown and signs, up to 200 characters
   * @param address the end user's address
   */
  @Schema(name = "BeginUaf")
  record Begin(
      @Nullable String login,
      @Nullable String password,
      @Nullable String appId,
      @Nullable String text,
      @Nullable String address) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    @Nullable Secret secret() {
      return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    @Nullable String checkedAppId() {
      return Member.optional("appId", appId, LONGEST_APP_ID);
    }

    @Nullable String checkedText() {
      return Member.optional("text", text, LONGEST_TEXT);
    }

    String origin() {
      return address == null ? "" : address;
    }
  }

  /**
   * What is asked.
   *
   * @param id by which the answer names it
   * @param uafRequest the message for the UAF client
   */
  @Schema(name = "UafAsked")
  record Asked(String id, List<Object> uafRequest) {}

  /** The body of what is asked. */
  static String asked(AuthRequest request) {
    return new JsonObject()
        .put("id", request.serverData())
        .put("uafRequest", request.message())
        .encode();
  }

  /**
   * Ends an authentication.
   *
   * @param uafResponse the message of the UAF client
   * @param address the end user's address
   */
  @Schema(name = "EndUaf")
  record End(@Nullable List<Object> uafResponse, @Nullable String address) {
    AuthResponse response() {
      if (uafResponse == null) {
        throw Member.invalid("uafResponse", "is missing.");
      }
      return Reading.of("uafResponse", () -> AuthResponse.read(new JsonArray(uafResponse)));
    }

    String origin() {
      return address == null ? "" : address;
    }
  }
}
