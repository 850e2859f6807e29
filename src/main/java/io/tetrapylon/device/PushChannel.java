package io.tetrapylon.device;

import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The channels by which a phone can be reached, each with an address of its own form. */
public enum PushChannel {
  /** A registration token. */
  FCM {
    @Override
    JsonObject checked(JsonObject address) {
      return new JsonObject().put("token", text(address, "token", 4096));
    }
  },
  /** A device token in hexadecimal. */
  APNS {
    @Override
    JsonObject checked(JsonObject address) {
      var token = text(address, "token", 200);
      Member.check(token.matches("[0-9A-Fa-f]+"), "token", "must be hexadecimal.");
      return new JsonObject().put("token", token);
    }
  },
  /** A subscription as browsers serialise it (Push API). */
  WEB_PUSH {
    @Override
    JsonObject checked(JsonObject address) {
      var endpoint = url(address, "endpoint");
      return new JsonObject().put("endpoint", endpoint).put("keys", keys(address));
    }
  },
  /** The endpoint of a distributor such as ntfy, with keys where it takes Web Push. */
  UNIFIED_PUSH {
    @Override
    JsonObject checked(JsonObject address) {
      var checked = new JsonObject().put("endpoint", url(address, "endpoint"));
      return address.containsKey("keys") ? checked.put("keys", keys(address)) : checked;
    }
  },
  /** A URL that takes a signed POST. */
  WEBHOOK {
    @Override
    JsonObject checked(JsonObject address) {
      return new JsonObject().put("url", url(address, "url"));
    }
  };

  private static final int LONGEST_URL = 2000;

  /** The members that the channel reads, or a refusal with {@code MEMBER_INVALID}. */
  abstract JsonObject checked(JsonObject address);

  /** As it travels: lower case, hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The channel of a word, or a refusal with {@code MEMBER_INVALID}. */
  public static PushChannel of(String word) {
    for (var channel : values()) {
      if (channel.word().equals(word)) {
        return channel;
      }
    }
    throw Member.invalid("channel", "must be fcm, apns, web-push, unified-push or webhook.");
  }

  private static String text(JsonObject address, String member, int max) {
    var text = address.getValue(member) instanceof String given ? given : null;
    return Member.text(member, text, max);
  }

  // Whether the host may be spoken to is decided when a message is sent: names change.
  private static String url(JsonObject address, String member) {
    var url = text(address, member, LONGEST_URL);
    Member.check(url.matches("https?://[^/@\\s]+(/[^\\s]*)?"), member, "must be an https URL.");
    return url;
  }

  private static JsonObject keys(JsonObject address) {
    Member.check(address.getValue("keys") instanceof JsonObject, "keys", "must be an object.");
    var keys = address.getJsonObject("keys");
    return new JsonObject()
        .put("p256dh", base64Url(keys, "p256dh"))
        .put("auth", base64Url(keys, "auth"));
  }

  private static String base64Url(JsonObject keys, String member) {
    var text = text(keys, member, 100);
    Member.check(text.matches("[A-Za-z0-9_-]+={0,2}"), member, "must be base64url.");
    return text;
  }
}
