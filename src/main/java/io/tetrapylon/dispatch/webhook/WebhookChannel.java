package io.tetrapylon.dispatch.webhook;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Answer;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Posts JSON to the target's URL: signed as Standard Webhooks has it, or, where whoever asked gave
 * a bearer token for it, with that.
 */
@Singleton
class WebhookChannel implements Channel {
  private static final Set<Integer> GONE = Set.of(410);

  private final Egress egress;
  private final Clock clock;

  WebhookChannel(Egress egress, Clock clock) {
    this.egress = egress;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    if (letter.content() instanceof Letter.Notice notice) {
      return egress.call(request(letter, notice)).map(this::delivery);
    }
    var body = letter.message().toJson().toBuffer();
    var request =
        Outbound.post(
            Fields.storedUri(letter.address(), "url"),
            headers(letter, body.getBytes()),
            body,
            letter.hosts(),
            letter.timeToLive());
    return egress.call(request).map(this::delivery);
  }

  private static Outbound request(Letter letter, Letter.Notice notice) {
    var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (notice.bearer() != null) {
      headers.put("Authorization", "Bearer " + notice.bearer().text());
    }
    var endpoint = notice.endpoint();
    return Outbound.post(
        endpoint == null ? Fields.storedUri(letter.address(), "url") : endpoint,
        headers,
        notice.body().toBuffer(),
        letter.hosts(),
        letter.timeToLive());
  }

  private Map<String, String> headers(Letter letter, byte[] body) {
    var id = letter.id().toString();
    long now = clock.instant().getEpochSecond();
    var secret = WebhookSecret.parse(Fields.stored(letter.settings(), "secret"));
    return Map.of(
        "Content-Type",
        "application/json",
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(now),
        "webhook-signature",
        secret.signature(id, now, body));
  }

  private Delivery delivery(Answer answer) {
    return answer.delivery(clock, GONE);
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    Fields.refuseOthers(given, Set.of("secret"));
    var secret = Fields.required(given, "secret");
    Reading.of("secret", () -> WebhookSecret.parse(secret));
    return new JsonObject().put("secret", secret);
  }

  @Override
  public Set<String> secrets() {
    return Set.of("secret");
  }
}
