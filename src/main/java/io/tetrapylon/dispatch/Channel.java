package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** A way out: the port that each channel implements, as a bean. */
public interface Channel {
  /** Which one it is; one bean has it. */
  ChannelKind kind();

  /**
   * Makes one attempt. What the provider says is an outcome; a failure of the {@code Uni} is made
   * one by {@link Delivery#of}.
   */
  Uni<Delivery> send(Letter letter);

  /**
   * Reads what an operator gave as settings, and completes what may be left out.
   *
   * @param before the settings that it replaces; empty where there are none
   * @return the settings as they are to be kept
   * @throws io.tetrapylon.kernel.Refusal with {@code MEMBER_INVALID} where they are of no use
   */
  JsonObject settings(JsonObject given, JsonObject before);

  /** The members of the settings that are never shown again. */
  Set<String> secrets();

  /**
   * The members that say where the secrets, or what they open, travel: with another one of these no
   * secret stays as it is.
   */
  default Set<String> destinations() {
    return Set.of();
  }
}
