package io.tetrapylon.device.protocol;

import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a phone is asked: a JWS of type {@value #TYPE} by the tenant's challenge key. The digits
 * that the login page shows are never in it.
 *
 * @param kind how the question reaches the phone
 * @param tenant the tenant's code
 * @param challenge which one it is
 * @param device which phone is asked; null where any of the user's may answer
 * @param user who is asked
 * @param login what the user is called
 * @param resource the number of what they shall be let into
 * @param resourceName what that is called
 * @param nonce 32 random bytes
 * @param context where the attempt comes from, as the login front end told it
 * @param match whether the digits of the login page must be typed
 * @param issuedAt since when, in whole seconds
 * @param expiresAt until when, exclusive, in whole seconds
 */
public record ChallengeText(
    Kind kind,
    String tenant,
    UUID challenge,
    @Nullable UUID device,
    UUID user,
    String login,
    long resource,
    String resourceName,
    byte[] nonce,
    Context context,
    boolean match,
    Instant issuedAt,
    Instant expiresAt) {
  /** The type in the header. */
  public static final String TYPE = "challenge+jws";

  /** How the question reaches the phone. */
  public enum Kind {
    PUSH("push"),
    QR("qr");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * Where an attempt comes from. What is not known is null and left out.
   *
   * @param machine the computer's name
   * @param os its system
   * @param domain its domain
   * @param address its network address
   * @param details what else the user shall see and sign, in this order
   */
  public record Context(
      @Nullable String machine,
      @Nullable String os,
      @Nullable String domain,
      @Nullable String address,
      List<Detail> details) {
    /** Copies. */
    public Context {
      details = List.copyOf(details);
    }
  }

  /** One of the things that the user signs, such as an amount. */
  public record Detail(String name, String value) {}

  /** The signed text. */
  public String sign(P256SigningKey key) {
    var header =
        new JsonObject()
            .put("alg", SigningAlgorithm.ES256.wireName())
            .put("typ", TYPE)
            .put("kid", key.kid());
    return CompactJws.sign(header, payload(), key::sign);
  }

  private JsonObject payload() {
    var payload =
        new JsonObject().put("typ", kind.word).put("tid", tenant).put("cid", challenge.toString());
    putPresent(payload, "did", device == null ? null : device.toString());
    return payload
        .put("uid", user.toString())
        .put("login", login)
        .put("rid", resource)
        .put("rname", resourceName)
        .put("nonce", Base64Url.text(nonce))
        .put("ctx", contextMembers())
        .put("match", match)
        .put("iat", issuedAt.getEpochSecond())
        .put("exp", expiresAt.getEpochSecond());
  }

  private JsonObject contextMembers() {
    var members = new JsonObject();
    putPresent(members, "machine", context.machine());
    putPresent(members, "os", context.os());
    putPresent(members, "domain", context.domain());
    putPresent(members, "address", context.address());
    var details = new JsonArray();
    context
        .details()
        .forEach(
            each ->
                details.add(new JsonObject().put("name", each.name()).put("value", each.value())));
    return members.put("details", details);
  }

  private static void putPresent(JsonObject members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
