package io.tetrapylon.dispatch;

import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is about to be sent.
 *
 * @param tenant whose it is
 * @param id of its row in the outbox: the same in every attempt, so that receivers see duplicates
 * @param address of the target, as its channel reads it
 * @param settings of the channel in this tenant; empty where it has none
 * @param content what is sent
 * @param timeToLive how long it is of use, more than 0
 * @param hosts the hosts that the tenant allows
 */
public record Letter(
    UUID tenant,
    UUID id,
    JsonObject address,
    JsonObject settings,
    Content content,
    Duration timeToLive,
    Hosts hosts) {

  /** What is sent. */
  public sealed interface Content {}

  /**
   * An opaque id, and a text that only the phone can open; for pushes and webhooks.
   *
   * @param id what the receiver asks about
   * @param body JSON, sealed where the channel's provider must not read it
   */
  public record Message(String id, JsonObject body) implements Content {
    /** As it travels: {@code {"id": …, "message": …}}. */
    public JsonObject toJson() {
      return new JsonObject().put("id", id).put("message", body);
    }
  }

  /**
   * Words for a person; for e-mail and text messages.
   *
   * @param subject of an e-mail
   * @param text without markup
   */
  public record Text(String subject, String text) implements Content {
    /** Without the text: it may hold a code. */
    @Override
    public String toString() {
      return "Text[" + subject + "]";
    }
  }

  /**
   * A notification with a bearer token, for whoever asked by the backchannel.
   *
   * @param endpoint where it goes; null for the target's own address
   * @param bearer what it carries in the header {@code Authorization}, or null
   * @param body JSON, which may hold tokens
   */
  public record Notice(@Nullable URI endpoint, @Nullable Secret bearer, JsonObject body)
      implements Content {
    /** Without the body: it may hold tokens. */
    @Override
    public String toString() {
      return "Notice[]";
    }
  }

  /** The content of a push or webhook; {@link Unfit} when it is words for a person. */
  public Message message() {
    if (content instanceof Message message) {
      return message;
    }
    throw new Unfit("content not for this channel");
  }

  /** The content of an e-mail or text message; {@link Unfit} when it is none. */
  public Text text() {
    if (content instanceof Text text) {
      return text;
    }
    throw new Unfit("content not for this channel");
  }

  /** Without address and settings, which are secrets. */
  @Override
  public String toString() {
    return "Letter[" + id + "]";
  }
}
