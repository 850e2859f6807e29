package io.tetrapylon.device.protocol;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A signed text in the compact form (RFC 7515 section 7.1), read strictly.
 *
 * @param header what the signer says of it: compared, never obeyed
 * @param payload what is signed; nobody's word until {@link #flaw} finds nothing
 * @param signed the bytes under the signature
 * @param signature as it came
 */
record CompactJws(JsonObject header, JsonObject payload, byte[] signed, byte[] signature) {
  /** The longest text that is read; a challenge with many details stays below. */
  static final int LONGEST = 8192;

  /** Reads a text of any origin; empty when it is not one. */
  static Optional<CompactJws> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var header = Base64Url.bytes(parts[0]).flatMap(StrictJson::object);
    var payload = Base64Url.bytes(parts[1]).flatMap(StrictJson::object);
    var signature = Base64Url.bytes(parts[2]);
    if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    var signed = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    return Optional.of(new CompactJws(header.get(), payload.get(), signed, signature.get()));
  }

  /** What keeps it from being a text of that type by that key; empty when nothing does. */
  Optional<Flaw> flaw(String type, DeviceKey key) {
    // RFC 7515 section 4.1.11: whoever does not understand an extension must refuse it.
    if (header.containsKey("crit")) {
      return Optional.of(Flaw.MALFORMED);
    }
    if (!type.equals(header.getValue("typ"))) {
      return Optional.of(Flaw.TYPE);
    }
    if (!key.algorithm().wireName().equals(header.getValue("alg"))) {
      return Optional.of(Flaw.ALGORITHM);
    }
    return key.verifies(signed, signature) ? Optional.empty() : Optional.of(Flaw.SIGNATURE);
  }

  /**
   * Writes and signs a text.
   *
   * @param signer makes the signature over the bytes
   */
  static String sign(JsonObject header, JsonObject payload, UnaryOperator<byte[]> signer) {
    var signed = Base64Url.text(header.encode()) + "." + Base64Url.text(payload.encode());
    return signed + "." + Base64Url.text(signer.apply(signed.getBytes(StandardCharsets.US_ASCII)));
  }
}
