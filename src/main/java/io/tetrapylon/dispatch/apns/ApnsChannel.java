package io.tetrapylon.dispatch.apns;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Answer;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Jws;
import io.tetrapylon.dispatch.KeptTokens;
import io.tetrapylon.dispatch.KeptTokens.Token;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Sends by APNs: HTTP/2, and a provider token that Apple wants between 20 and 60 minutes old. */
@Singleton
class ApnsChannel implements Channel {
  private static final String PRODUCTION = "https://api.push.apple.com";
  private static final String SANDBOX = "https://api.sandbox.push.apple.com";
  private static final Set<String> HOSTS =
      Set.of("api.push.apple.com", "api.sandbox.push.apple.com");
  private static final Set<String> GONE = Set.of("BadDeviceToken", "Unregistered", "ExpiredToken");
  private static final Set<String> OWN_TOKEN = Set.of("ExpiredProviderToken");
  private static final Set<String> PASSING = Set.of("TooManyProviderTokenUpdates", "IdleTimeout");
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(40);

  private final Egress egress;
  private final KeptTokens tokens;
  private final Clock clock;

  ApnsChannel(Egress egress, Clock clock) {
    this.egress = egress;
    this.clock = clock;
    this.tokens = new KeptTokens(clock);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.APNS;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    var uri = uri(letter);
    var body = ApnsPayload.of(letter).toBuffer();
    return tokens
        .get(letter.tenant(), letter.settings(), () -> providerToken(letter.settings()))
        .chain(
            token ->
                egress.call(
                    Outbound.post(
                            uri,
                            headers(letter, token),
                            body,
                            letter.hosts().and(HOSTS),
                            letter.timeToLive())
                        .overHttp2()))
        .map(answer -> delivery(letter, answer));
  }

  private static URI uri(Letter letter) {
    var token = Fields.stored(letter.address(), "token");
    if (!token.matches("[0-9A-Fa-f]{1,200}")) {
      throw new Unfit("token is not hexadecimal");
    }
    return Fields.uri(endpoint(letter.settings()) + "/3/device/" + token);
  }

  private static String endpoint(JsonObject settings) {
    var standard = "sandbox".equals(settings.getString("environment")) ? SANDBOX : PRODUCTION;
    return settings.getString("endpoint", standard);
  }

  private Map<String, String> headers(Letter letter, String token) {
    var headers = new HashMap<String, String>();
    headers.put("authorization", "bearer " + token);
    headers.put("apns-id", letter.id().toString());
    headers.put("apns-collapse-id", letter.id().toString());
    headers.put("apns-topic", Fields.stored(letter.settings(), "topic"));
    headers.put("apns-push-type", "alert");
    headers.put("apns-priority", "10");
    headers.put(
        "apns-expiration",
        Long.toString(clock.instant().plus(letter.timeToLive()).getEpochSecond()));
    return headers;
  }

  private Uni<Token> providerToken(JsonObject settings) {
    var key = Jws.ES256.privateKey(Fields.stored(settings, "privateKey"));
    var header = new JsonObject().put("kid", Fields.stored(settings, "keyId"));
    var claims =
        new JsonObject()
            .put("iss", Fields.stored(settings, "teamId"))
            .put("iat", clock.instant().getEpochSecond());
    return Uni.createFrom()
        .item(() -> new Token(Jws.ES256.sign(key, header, claims), TOKEN_LIFETIME));
  }

  private Delivery delivery(Letter letter, Answer answer) {
    if (answer.isSuccess()) {
      return new Delivery.Sent(answer.headers().get("apns-id"));
    }
    var code = answer.json().getValue("reason") instanceof String said ? said : "";
    var reason = (answer.status() + " " + (code.matches("[A-Za-z]{1,40}") ? code : "")).strip();
    if (answer.status() == 410 || GONE.contains(code)) {
      return new Delivery.Gone(reason);
    }
    if (OWN_TOKEN.contains(code)) {
      tokens.forget(letter.tenant());
      return new Delivery.Retry(reason, null);
    }
    return answer.unsent(clock, reason, answer.isPassing() || PASSING.contains(code));
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    Fields.refuseOthers(
        given,
        Set.of("teamId", "keyId", "privateKey", "topic", "environment", "alert", "endpoint"));
    var key = Fields.requiredLines(given, "privateKey");
    Reading.of("privateKey", () -> Jws.ES256.privateKey(key));
    for (var member : new String[] {"teamId", "keyId", "topic"}) {
      var text = Fields.required(given, member);
      Member.check(
          text.matches("[A-Za-z0-9.-]{1,200}"), member, "must be letters, digits, '.', '-'.");
    }
    var environment = Fields.optional(given, "environment");
    Member.check(
        environment == null || Set.of("production", "sandbox").contains(environment),
        "environment",
        "must be production or sandbox.");
    Fields.optional(given, "alert");
    Fields.url(given, "endpoint");
    return given.copy();
  }

  @Override
  public Set<String> secrets() {
    return Set.of("privateKey");
  }

  /** The key itself never leaves, but the tokens that it signs do. */
  @Override
  public Set<String> destinations() {
    return Set.of("endpoint");
  }
}
