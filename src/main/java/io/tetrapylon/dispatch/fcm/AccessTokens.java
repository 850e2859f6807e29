package io.tetrapylon.dispatch.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Answer;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.EgressFailed;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Jws;
import io.tetrapylon.dispatch.KeptTokens;
import io.tetrapylon.dispatch.KeptTokens.Token;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.tetrapylon.dispatch.Unfit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Access tokens for a service account: a JWT signed with its key is exchanged for one (RFC 7523
 * section 2.1), which is kept until shortly before its end.
 */
final class AccessTokens {
  private static final String TOKEN_URI = "https://oauth2.googleapis.com/token";
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final long ASSERTION_SECONDS = 600;
  private static final long MARGIN_SECONDS = 120;

  private final Egress egress;
  private final KeptTokens kept;
  private final Clock clock;
  private final Set<String> hosts;

  AccessTokens(Egress egress, KeptTokens kept, Clock clock, Set<String> hosts) {
    this.egress = egress;
    this.kept = kept;
    this.clock = clock;
    this.hosts = hosts;
  }

  Uni<String> of(Letter letter) {
    return kept.get(letter.tenant(), letter.settings(), () -> exchange(letter));
  }

  void forget(Letter letter) {
    kept.forget(letter.tenant());
  }

  private Uni<Token> exchange(Letter letter) {
    var uri = letter.settings().getString("token_uri", TOKEN_URI);
    var assertion = assertion(letter.settings(), uri);
    var form = "grant_type=" + URLEncoder.encode(GRANT, UTF_8) + "&assertion=" + assertion;
    return egress
        .call(
            Outbound.post(
                Fields.uri(uri),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Buffer.buffer(form),
                letter.hosts().and(hosts),
                letter.timeToLive()))
        .map(AccessTokens::token);
  }

  private String assertion(JsonObject settings, String audience) {
    long now = clock.instant().getEpochSecond();
    var header = new JsonObject().put("typ", "JWT");
    if (settings.containsKey("private_key_id")) {
      header.put("kid", settings.getString("private_key_id"));
    }
    var claims =
        new JsonObject()
            .put("iss", Fields.stored(settings, "client_email"))
            .put("scope", SCOPE)
            .put("aud", audience)
            .put("iat", now)
            .put("exp", now + ASSERTION_SECONDS);
    var key = Jws.RS256.privateKey(Fields.stored(settings, "private_key"));
    return Jws.RS256.sign(key, header, claims);
  }

  private static Token token(Answer answer) {
    var json = answer.json();
    if (answer.isSuccess() && json.getValue("access_token") instanceof String token) {
      long seconds = json.getValue("expires_in") instanceof Number n ? n.longValue() : 0;
      return new Token(token, Duration.ofSeconds(Math.max(0, seconds - MARGIN_SECONDS)));
    }
    if (answer.status() / 100 == 4 && !answer.isPassing()) {
      throw new Unfit("service account refused: " + answer.status());
    }
    throw new EgressFailed("no access token: " + answer.status());
  }
}
