package io.tetrapylon.challenge;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.kernel.Entropy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code auth_req_id} of OpenID CIBA: the challenge's id, by which it is found, and 160 random
 * bits, which only the client knows (Core 1.0 section 7.3).
 */
public final class RequestName {
  private static final int ID_BYTES = 16;
  private static final int RANDOM_BYTES = 20;

  private RequestName() {}

  /** A name for a challenge: 48 characters of base64url. */
  public static String of(UUID challenge, Entropy entropy) {
    var bytes =
        ByteBuffer.allocate(ID_BYTES + RANDOM_BYTES)
            .putLong(challenge.getMostSignificantBits())
            .putLong(challenge.getLeastSignificantBits())
            .put(entropy.bytes(RANDOM_BYTES));
    return Base64Url.text(bytes.array());
  }

  /** The challenge that a name of any origin is of; empty for a text that is no such name. */
  static Optional<UUID> challenge(String name) {
    return Base64Url.bytes(name)
        .filter(bytes -> bytes.length == ID_BYTES + RANDOM_BYTES)
        .map(ByteBuffer::wrap)
        .map(bytes -> new UUID(bytes.getLong(), bytes.getLong()));
  }
}
