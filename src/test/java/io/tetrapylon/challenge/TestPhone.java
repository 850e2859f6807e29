package io.tetrapylon.challenge;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A phone that writes its answers from the protocol's page and not with the gateway's code. */
public record TestPhone(
    UUID user,
    UUID device,
    UUID credential,
    ECPrivateKeyParameters signing,
    ECPrivateKeyParameters encryption,
    Secret ocra) {

  static TestPhone of(UUID user, UUID device, UUID credential) {
    var entropy = new Entropy();
    return new TestPhone(
        user,
        device,
        credential,
        P256.generate(entropy),
        P256.generate(entropy),
        Secret.of(entropy.bytes(32)));
  }

  /** What the challenge says. */
  public static JsonObject claims(String challenge) {
    return new JsonObject(
        new String(
            Base64.getUrlDecoder().decode(challenge.split("\\.")[1]), StandardCharsets.UTF_8));
  }

  /** The claims of an answer; a test may alter them before it signs. */
  public JsonObject answer(String challenge, String decision) {
    var asked = claims(challenge);
    return new JsonObject()
        .put("cid", asked.getString("cid"))
        .put("did", asked.getString("did"))
        .put("uid", asked.getString("uid"))
        .put("tid", asked.getString("tid"))
        .put("rid", asked.getLong("rid"))
        .put("nonce", asked.getString("nonce"))
        .put("ctxh", base64(sha256(challenge.getBytes(StandardCharsets.US_ASCII))))
        .put("decision", decision)
        .put("iat", asked.getLong("iat"));
  }

  public String signed(JsonObject claims) {
    return signed(new JsonObject().put("alg", "ES256").put("typ", "answer+jws"), claims);
  }

  public String signed(JsonObject header, JsonObject claims) {
    var text = base64(header.toBuffer().getBytes()) + "." + base64(claims.toBuffer().getBytes());
    return text + "." + base64(P256.sign(signing, text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The six digits for a challenge (RFC 6287), written out once more. */
  public String code(byte[] nonce, UUID challenge) {
    try {
      var id =
          ByteBuffer.allocate(16)
              .putLong(challenge.getMostSignificantBits())
              .putLong(challenge.getLeastSignificantBits());
      var question =
          sha256(ByteBuffer.allocate(nonce.length + 16).put(nonce).put(id.flip()).array());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ocra.bytes(), "HmacSHA256"));
      mac.update("OCRA-1:HOTP-SHA256-6:QH64".getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      mac.update(ByteBuffer.allocate(128).put(question).array());
      byte[] hash = mac.doFinal();
      int at = hash[hash.length - 1] & 15;
      return "%06d".formatted((ByteBuffer.wrap(hash).getInt(at) & Integer.MAX_VALUE) % 1_000_000);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
