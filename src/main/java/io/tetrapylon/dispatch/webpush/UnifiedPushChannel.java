package io.tetrapylon.dispatch.webpush;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Sends to a phone's own distributor, such as an ntfy server, whose host the tenant allows. What it
 * needs is in the address; with settings, it also says who sends (RFC 8292).
 */
@Singleton
class UnifiedPushChannel implements Channel {
  private final PushServices service;

  UnifiedPushChannel(PushServices service) {
    this.service = service;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.UNIFIED_PUSH;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    return service.post(letter, Subscription.of(letter.address()), letter.hosts());
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    Fields.refuseOthers(given, Set.of("subject", "privateKey", "publicKey"));
    return VapidSettings.of(given, before);
  }

  @Override
  public Set<String> secrets() {
    return Set.of("privateKey");
  }
}
