package io.tetrapylon.dispatch.webpush;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Jws;
import io.tetrapylon.dispatch.KeptTokens;
import io.tetrapylon.dispatch.KeptTokens.Token;
import io.tetrapylon.dispatch.Letter;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * Who sends, towards a push service (RFC 8292): a JWT for its origin, signed with the tenant's key,
 * good for twelve hours and used for six.
 */
final class Vapid {
  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final Duration USED = Duration.ofHours(6);

  private final KeptTokens tokens;
  private final Clock clock;

  Vapid(Clock clock) {
    this.tokens = new KeptTokens(clock);
    this.clock = clock;
  }

  private record Key(UUID tenant, String origin) {}

  /** The value of the header {@code Authorization}. */
  Uni<String> authorization(Letter letter, URI endpoint) {
    var settings = letter.settings();
    var origin = origin(endpoint);
    return tokens
        .get(
            new Key(letter.tenant(), origin),
            settings,
            () -> Uni.createFrom().item(() -> new Token(sign(settings, origin), USED)))
        .map(jwt -> "vapid t=" + jwt + ", k=" + settings.getString("publicKey"));
  }

  private String sign(JsonObject settings, String origin) {
    var number = Base64.getUrlDecoder().decode(Fields.stored(settings, "privateKey"));
    var claims =
        new JsonObject()
            .put("aud", origin)
            .put("exp", clock.instant().plus(LIFETIME).getEpochSecond())
            .put("sub", Fields.stored(settings, "subject"));
    return Jws.ES256.sign(P256.privateKey(number), new JsonObject().put("typ", "JWT"), claims);
  }

  private static String origin(URI endpoint) {
    var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return endpoint.getScheme() + "://" + endpoint.getHost() + port;
  }
}
