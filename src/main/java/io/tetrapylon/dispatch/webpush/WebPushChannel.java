package io.tetrapylon.dispatch.webpush;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Unfit;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;

/** Sends to browsers, through the push service of each one's maker. */
@Singleton
class WebPushChannel implements Channel {
  /** Those of Chrome, Firefox, Safari and Edge; others have to be allowed by the tenant. */
  private static final Set<String> HOSTS =
      Set.of(
          "fcm.googleapis.com",
          "updates.push.services.mozilla.com",
          "web.push.apple.com",
          ".notify.windows.com");

  private final PushServices service;

  WebPushChannel(PushServices service) {
    this.service = service;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEB_PUSH;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    var to = Subscription.of(letter.address());
    if (to.keys() == null) {
      throw new Unfit("keys of the subscription missing");
    }
    Fields.stored(letter.settings(), "privateKey");
    return service.post(letter, to, letter.hosts().and(HOSTS));
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
