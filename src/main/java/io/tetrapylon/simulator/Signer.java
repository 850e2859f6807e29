package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** Compact JWS with ES256 (RFC 7515, RFC 7518 section 3.4), as a phone makes and checks them. */
final class Signer {
  private Signer() {}

  static String sign(ECPrivateKeyParameters key, String type, JsonObject claims) {
    var header = new JsonObject().put("alg", "ES256").put("typ", type);
    var signed = text(header) + "." + text(claims);
    return signed
        + "."
        + Base64Url.text(P256.sign(key, signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String text(JsonObject json) {
    return Base64Url.text(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  /** The key that a text's header names, or empty. */
  static String kid(String text) {
    return header(text).getString("kid", "");
  }

  private static JsonObject header(String text) {
    byte[] header = Base64Url.bytes(text.split("\\.")[0]).orElseThrow();
    return new JsonObject(new String(header, StandardCharsets.UTF_8));
  }

  /**
   * The claims of a text of that type that this key signed; throws IllegalArgumentException where
   * it did not.
   */
  static JsonObject verified(ECPublicKeyParameters key, String type, String text) {
    if (!type.equals(header(text).getString("typ"))) {
      throw new IllegalArgumentException("The text is of another type.");
    }
    int end = text.lastIndexOf('.');
    byte[] signature = Base64Url.bytes(text.substring(end + 1)).orElseThrow();
    if (!P256.verifies(
        key, text.substring(0, end).getBytes(StandardCharsets.US_ASCII), signature)) {
      throw new IllegalArgumentException("The challenge is not signed by the pinned key.");
    }
    byte[] claims = Base64Url.bytes(text.split("\\.")[1]).orElseThrow();
    return new JsonObject(new String(claims, StandardCharsets.UTF_8));
  }
}
