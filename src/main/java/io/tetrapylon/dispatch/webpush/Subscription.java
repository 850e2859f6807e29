package io.tetrapylon.dispatch.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Unfit;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a push service takes messages for one browser or phone, as {@code PushSubscription.toJSON}
 * gives it: {@code {"endpoint": …, "keys": {"p256dh": …, "auth": …}}}.
 *
 * @param endpoint of the push service
 * @param keys of the receiver; null where it has none, which only UnifiedPush allows
 */
record Subscription(URI endpoint, @Nullable Keys keys) {
  /** RFC 8291 section 4: one record, and push services take 4096 bytes in all. */
  private static final int RECORD_SIZE = 4096;

  private static final int OVERHEAD = Aes128Gcm.SALT_BYTES + 4 + 1 + 65 + 1 + 16;

  private static final int AUTH_BYTES = 16;
  private static final int MATERIAL_BYTES = 32;

  /**
   * What a message is sealed to.
   *
   * @param point the receiver's public key
   * @param auth the receiver's authentication secret, 16 bytes
   */
  record Keys(ECPublicKey point, byte[] auth) {
    @Override
    public String toString() {
      return "Keys[***]";
    }
  }

  static Subscription of(JsonObject address) {
    var endpoint = Fields.storedUri(address, "endpoint");
    return new Subscription(
        endpoint, address.getValue("keys") instanceof JsonObject keys ? keys(keys) : null);
  }

  private static Keys keys(JsonObject keys) {
    try {
      var auth = bytes(keys, "auth");
      if (auth.length != AUTH_BYTES) {
        throw new Unfit("auth is not 16 bytes");
      }
      return new Keys(P256.publicKey(bytes(keys, "p256dh")), auth);
    } catch (IllegalArgumentException broken) {
      throw new Unfit("keys of the subscription are broken");
    }
  }

  private static byte[] bytes(JsonObject keys, String member) {
    return Base64.getUrlDecoder().decode(Fields.stored(keys, member));
  }

  /**
   * Seals a content to the receiver (RFC 8291 section 3); takes a millisecond of CPU.
   *
   * @param ours a key pair for this message alone
   * @param salt 16 random bytes
   */
  static byte[] seal(Keys to, KeyPair ours, byte[] salt, byte[] content) {
    if (content.length > RECORD_SIZE - OVERHEAD) {
      throw new Unfit("message too long");
    }
    var ourPoint = P256.point((ECPublicKey) ours.getPublic());
    var shared = P256.agree(ours.getPrivate(), to.point());
    var info = new ByteArrayOutputStream();
    info.writeBytes("WebPush: info\0".getBytes(US_ASCII));
    info.writeBytes(P256.point(to.point()));
    info.writeBytes(ourPoint);
    var material =
        Aes128Gcm.expand(Aes128Gcm.hmac(to.auth(), shared), info.toByteArray(), MATERIAL_BYTES);
    return Aes128Gcm.encrypt(material, salt, ourPoint, RECORD_SIZE, content);
  }

  /** Without the endpoint, which is a secret itself. */
  @Override
  public String toString() {
    return "Subscription[" + endpoint.getHost() + "]";
  }
}
