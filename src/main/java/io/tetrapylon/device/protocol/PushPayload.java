package io.tetrapylon.device.protocol;

import io.tetrapylon.kernel.Entropy;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What a push service gets to see: an opaque id and ciphertext. */
public final class PushPayload {
  /** A longer challenge is left out, so that each push service takes the message. */
  private static final int LONGEST_BOX = 2048;

  private PushPayload() {}

  /**
   * The message as JSON: {@code v} 1, {@code id} the challenge's, {@code box} the challenge sealed
   * to the phone. Where the box would be too long there is none, and the phone fetches.
   */
  public static String of(
      Entropy entropy, UUID challenge, UUID device, EncryptionKey key, String text) {
    var message = new JsonObject().put("v", 1).put("id", challenge.toString());
    if (text.length() <= LONGEST_BOX) {
      var plain = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      message.put("box", Base64Url.text(PhoneSeal.PUSH.seal(entropy, device, key, plain)));
    }
    return message.encode();
  }
}
