package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.kernel.Entropy;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What a push carries beside the opaque id of the challenge: nothing that a push service could
 * read.
 */
public final class PushPayload {
  /** A longer challenge is left out, so that each push service takes the message. */
  private static final int LONGEST_TEXT = 2048;

  private PushPayload() {}

  /**
   * The message: {@code v} 1 and {@code box}, the challenge sealed to the phone. Where it would be
   * too long there is no box, and the phone fetches.
   */
  public static JsonObject of(Entropy entropy, UUID device, EncryptionKey key, String challenge) {
    var message = new JsonObject().put("v", 1);
    if (challenge.length() <= LONGEST_TEXT) {
      var box = PhoneSeal.PUSH.seal(entropy, device, key, challenge.getBytes(US_ASCII));
      message.put("box", Base64Url.text(box));
    }
    return message;
  }
}
