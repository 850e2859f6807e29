package io.tetrapylon.dispatch.webpush;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonObject;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * The settings of Web Push. A key pair that is not given stays as it was, since every subscription
 * is made for it; at first it is made.
 */
final class VapidSettings {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private VapidSettings() {}

  static JsonObject of(JsonObject given, JsonObject before) {
    var subject = Fields.required(given, "subject");
    Member.check(
        subject.matches("(mailto:[^\\s@]+@[^\\s@]+|https://\\S+)"),
        "subject",
        "must be a mailto: or https: URL at which the push service finds you.");
    var privateKey = Fields.optional(given, "privateKey");
    var publicKey = Fields.optional(given, "publicKey");
    Member.check(
        (privateKey == null) == (publicKey == null),
        "publicKey",
        "goes with privateKey: give both, or neither to have a pair made.");
    return privateKey == null || publicKey == null
        ? kept(subject, before)
        : settings(subject, checked(privateKey, publicKey), publicKey);
  }

  private static JsonObject kept(String subject, JsonObject before) {
    return before.containsKey("privateKey")
        ? settings(subject, before.getString("privateKey"), before.getString("publicKey"))
        : made(subject);
  }

  private static JsonObject made(String subject) {
    var pair = P256.generate();
    return settings(
        subject,
        BASE64URL.encodeToString(P256.number((ECPrivateKey) pair.getPrivate())),
        BASE64URL.encodeToString(P256.point((ECPublicKey) pair.getPublic())));
  }

  private static JsonObject settings(String subject, String privateKey, String publicKey) {
    return new JsonObject()
        .put("subject", subject)
        .put("privateKey", privateKey)
        .put("publicKey", publicKey);
  }

  /** Both are what they should be, and they belong together. */
  private static String checked(String privateKey, String publicKey) {
    var number = Reading.of("privateKey", () -> decoded(privateKey));
    Member.check(number.length == 32, "privateKey", "must be base64url of 32 bytes.");
    var point = Reading.of("publicKey", () -> P256.publicKey(decoded(publicKey)));
    var other = P256.generate();
    var ours = P256.agree(P256.privateKey(number), (ECPublicKey) other.getPublic());
    Member.check(
        java.security.MessageDigest.isEqual(ours, P256.agree(other.getPrivate(), point)),
        "publicKey",
        "is not that of privateKey.");
    return privateKey;
  }

  private static byte[] decoded(String base64Url) {
    try {
      return Base64.getUrlDecoder().decode(base64Url);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("must be base64url");
    }
  }
}
