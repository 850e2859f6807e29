package io.tetrapylon.dispatch.fcm;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Answer;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Jws;
import io.tetrapylon.dispatch.KeptTokens;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * Sends by FCM's HTTP v1 API. The settings are a service account as Google hands it out; what of it
 * is not needed is not kept.
 */
@Singleton
class FcmChannel implements Channel {
  static final String ENDPOINT = "https://fcm.googleapis.com";
  private static final Set<String> HOSTS = Set.of("fcm.googleapis.com", "oauth2.googleapis.com");

  private final Egress egress;
  private final AccessTokens tokens;
  private final Clock clock;

  FcmChannel(Egress egress, Clock clock) {
    this.egress = egress;
    this.clock = clock;
    this.tokens = new AccessTokens(egress, new KeptTokens(clock), clock, HOSTS);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.FCM;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    var request = FcmMessage.of(letter);
    return tokens
        .of(letter)
        .chain(token -> egress.call(outbound(letter, token, request)))
        .map(answer -> delivery(letter, answer));
  }

  private static Outbound outbound(Letter letter, String token, JsonObject message) {
    var settings = letter.settings();
    var uri =
        settings.getString("endpoint", ENDPOINT)
            + "/v1/projects/"
            + Fields.stored(settings, "project_id")
            + "/messages:send";
    return Outbound.post(
        Fields.uri(uri),
        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
        message.toBuffer(),
        letter.hosts().and(HOSTS),
        letter.timeToLive());
  }

  private Delivery delivery(Letter letter, Answer answer) {
    if (answer.isSuccess()) {
      return new Delivery.Sent(answer.json().getString("name"));
    }
    var reason = answer.status() + " " + errorCode(answer.json());
    if (reason.endsWith(
        "UNREGISTERED")) { // and not every 404: a wrong project must not cost phones
      return new Delivery.Gone(reason);
    }
    if (answer.status() == 401) {
      tokens.forget(letter);
      return new Delivery.Retry(reason, null);
    }
    return answer.unsent(clock, reason, answer.isPassing());
  }

  /** {@code error.details[].errorCode}, else {@code error.status}. */
  private static String errorCode(JsonObject body) {
    var error = body.getValue("error") instanceof JsonObject found ? found : new JsonObject();
    var details = error.getValue("details") instanceof JsonArray found ? found : new JsonArray();
    for (var detail : details) {
      if (detail instanceof JsonObject one && one.getValue("errorCode") instanceof String code) {
        return code(code);
      }
    }
    return code(String.valueOf(error.getValue("status")));
  }

  private static String code(String text) {
    return text.matches("[A-Z_]{1,40}") ? text : "";
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    var project = Fields.required(given, "project_id");
    Member.check(project.matches("[A-Za-z0-9:.-]{1,100}"), "project_id", "must be a project's id.");
    var key = Fields.requiredLines(given, "private_key");
    Reading.of("private_key", () -> Jws.RS256.privateKey(key));
    var kept =
        new JsonObject()
            .put("project_id", project)
            .put("client_email", Fields.required(given, "client_email"))
            .put("private_key", key);
    for (var url : new String[] {"token_uri", "endpoint"}) {
      kept.put(url, Fields.url(given, url));
    }
    kept.put("private_key_id", Fields.optional(given, "private_key_id"));
    kept.getMap().values().removeIf(value -> value == null);
    return kept;
  }

  @Override
  public Set<String> secrets() {
    return Set.of("private_key");
  }

  /** The key itself never leaves, but the tokens that it signs for do. */
  @Override
  public Set<String> destinations() {
    return Set.of("token_uri", "endpoint");
  }
}
