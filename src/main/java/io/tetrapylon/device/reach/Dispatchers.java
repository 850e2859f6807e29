package io.tetrapylon.device.reach;

import io.tetrapylon.device.PushAddress;
import io.tetrapylon.device.PushChannel;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of our channels a dispatcher stands for. Names are compared without regard to case and to
 * what is neither letter nor digit; {@code dispatcher} at their end says nothing. A dispatcher that
 * nobody knows is a webhook where its target is a URL, and leads nowhere else.
 */
final class Dispatchers {
  private Dispatchers() {}

  /** Where a target is; a target that its dispatcher cannot read is {@code MEMBER_INVALID}. */
  static Optional<PushAddress> address(@Nullable String dispatcher, @Nullable String target) {
    if (target == null) {
      return Optional.empty();
    }
    return switch (name(dispatcher)) {
      case "fcm", "firebase", "firebasecloudmessaging", "android" ->
          address(PushChannel.FCM, "token", target);
      case "apns", "apn", "applepushnotificationservice", "ios" ->
          address(PushChannel.APNS, "token", target);
      case "webpush" -> address(PushChannel.WEB_PUSH, subscription(target));
      case "unifiedpush", "ntfy" -> address(PushChannel.UNIFIED_PUSH, "endpoint", target);
      case "webhook", "http", "https" -> address(PushChannel.WEBHOOK, "url", target);
      default -> isUrl(target) ? address(PushChannel.WEBHOOK, "url", target) : Optional.empty();
    };
  }

  private static String name(@Nullable String dispatcher) {
    return dispatcher == null
        ? ""
        : dispatcher
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]", "")
            .replaceFirst("dispatcher$", "");
  }

  private static boolean isUrl(String target) {
    return target.startsWith("https://") || target.startsWith("http://");
  }

  private static Optional<PushAddress> address(PushChannel channel, String member, String value) {
    return address(channel, new JsonObject().put(member, value));
  }

  private static Optional<PushAddress> address(PushChannel channel, JsonObject address) {
    try {
      return Optional.of(new PushAddress(channel, address));
    } catch (Refusal unfit) {
      throw Member.invalid("target", "is none of " + channel.word() + ".");
    }
  }

  /** A subscription as browsers serialise it. */
  private static JsonObject subscription(String target) {
    try {
      return new JsonObject(target);
    } catch (DecodeException notAnObject) {
      throw Member.invalid("target", "is no subscription of a browser.");
    }
  }
}
