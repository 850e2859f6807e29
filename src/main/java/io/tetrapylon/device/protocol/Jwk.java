package io.tetrapylon.device.protocol;

import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** Public keys as JSON (RFC 7517), and their thumbprints (RFC 7638). */
final class Jwk {
  private static final int BYTES = 32;

  /** A private key, or a secret one, has no business here. */
  private static final List<String> PRIVATE = List.of("d", "k", "p", "q");

  private Jwk() {}

  /**
   * The key on P-256 (RFC 7518 section 6.2).
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static ECPublicKeyParameters p256(JsonObject jwk) {
    require(jwk, "kty", "EC");
    require(jwk, "crv", "P-256");
    var point = new byte[P256.POINT_BYTES];
    point[0] = 4;
    System.arraycopy(bytes(jwk, "x"), 0, point, 1, BYTES);
    System.arraycopy(bytes(jwk, "y"), 0, point, 1 + BYTES, BYTES);
    try {
      return P256.publicKey(point);
    } catch (IllegalArgumentException beside) {
      throw new IllegalArgumentException("is no point of P-256", beside);
    }
  }

  /** The 32 bytes of a key for Ed25519 (RFC 8037 section 2). */
  static byte[] ed25519(JsonObject jwk) {
    require(jwk, "kty", "OKP");
    require(jwk, "crv", "Ed25519");
    return bytes(jwk, "x");
  }

  static JsonObject of(ECPublicKeyParameters key) {
    var point = P256.point(key);
    return new JsonObject()
        .put("crv", "P-256")
        .put("kty", "EC")
        .put("x", Base64Url.text(Arrays.copyOfRange(point, 1, 1 + BYTES)))
        .put("y", Base64Url.text(Arrays.copyOfRange(point, 1 + BYTES, point.length)));
  }

  static JsonObject ofEd25519(byte[] key) {
    return new JsonObject().put("crv", "Ed25519").put("kty", "OKP").put("x", Base64Url.text(key));
  }

  /** RFC 7638 section 3: the required members in the order of their names, no blanks. */
  static String thumbprint(JsonObject requiredInOrder) {
    return Sha256.text(requiredInOrder.encode());
  }

  private static void require(JsonObject jwk, String member, String value) {
    if (!value.equals(jwk.getValue(member))) {
      throw new IllegalArgumentException("must have the member " + member + " " + value);
    }
    if (PRIVATE.stream().anyMatch(jwk::containsKey)) {
      throw new IllegalArgumentException("must be the public key alone");
    }
  }

  private static byte[] bytes(JsonObject jwk, String member) {
    return (jwk.getValue(member) instanceof String text ? Base64Url.bytes(text) : none())
        .filter(bytes -> bytes.length == BYTES)
        .orElseThrow(
            () -> new IllegalArgumentException("must have 32 bytes of base64url in " + member));
  }

  private static java.util.Optional<byte[]> none() {
    return java.util.Optional.empty();
  }
}
