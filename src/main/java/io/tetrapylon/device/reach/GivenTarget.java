package io.tetrapylon.device.reach;

import io.tetrapylon.device.PushAddress;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever registered a phone says of how it is reached; it is kept and shown as it was given.
 *
 * @param dispatcher who routes messages to it, in their words
 * @param target where it is, in the dispatcher's words: a token or a URL
 * @param userAgent of its app
 * @param encryptionKey for what is sent to it
 * @param signingKey for what it signs
 * @param appId which app
 * @param device what they call the phone
 * @param identification what their business calls the target, unique to the user
 */
public record GivenTarget(
    @Nullable String dispatcher,
    @Nullable String target,
    @Nullable String userAgent,
    @Nullable String encryptionKey,
    @Nullable String signingKey,
    @Nullable String appId,
    @Nullable String device,
    @Nullable String identification) {
  /** Nothing said. */
  public static final GivenTarget NOTHING =
      new GivenTarget(null, null, null, null, null, null, null, null);

  private static final int LONGEST_KEY = 8192;
  private static final int LONGEST_TEXT = 2000;
  private static final int LONGEST_NAME = 200;

  /**
   * Refuses with {@code MEMBER_INVALID} what is blank, too long, or no target of its dispatcher.
   */
  public GivenTarget {
    Member.optional("dispatcher", dispatcher, LONGEST_NAME);
    Member.lines("target", target, LONGEST_KEY);
    Member.optional("userAgent", userAgent, LONGEST_TEXT);
    Member.lines("encryptionKey", encryptionKey, LONGEST_KEY);
    Member.lines("signingKey", signingKey, LONGEST_KEY);
    Member.optional("appId", appId, LONGEST_TEXT);
    Member.optional("deviceId", device, LONGEST_TEXT);
    Member.optional("identification", identification, LONGEST_NAME);
    Dispatchers.address(dispatcher, target);
  }

  /** Where it is reached; empty where no channel of ours leads there. */
  public Optional<PushAddress> address() {
    return Dispatchers.address(dispatcher, target);
  }

  /** What of it is sealed: whoever knows it could send to the phone, or read what is sent. */
  Secret secrets() {
    return Secret.of(
        new JsonObject()
            .put("target", target)
            .put("encryptionKey", encryptionKey)
            .put("signingKey", signingKey)
            .encode());
  }

  @Override
  public String toString() {
    return "GivenTarget[" + dispatcher + "]";
  }
}
