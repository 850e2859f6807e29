package io.tetrapylon.dispatch.sms;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Sends text messages by a provider's HTTP API, as the tenant's template has it. */
@Singleton
class SmsChannel implements Channel {
  private final Egress egress;
  private final Clock clock;

  SmsChannel(Egress egress, Clock clock) {
    this.egress = egress;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SMS;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    return egress
        .call(SmsTemplate.of(letter.settings()).fill(letter))
        .map(answer -> answer.delivery(clock, Set.of()));
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    Fields.refuseOthers(given, Set.of("url", "method", "headers", "body"));
    Fields.required(given, "url");
    Fields.optional(given, "method");
    Fields.optional(given, "body");
    Reading.of("settings", () -> SmsTemplate.of(given));
    return given.copy();
  }

  /** Providers want their key in any of them. */
  @Override
  public Set<String> secrets() {
    return Set.of("url", "headers", "body");
  }

  /** A URL that stays is the same one. */
  @Override
  public Set<String> destinations() {
    return Set.of("url");
  }
}
