package io.tetrapylon.credential.fido2;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An authenticator and a browser in software. Each part of an answer can be spoilt before it is
 * signed: what is refused then is refused for that part.
 */
public final class SoftAuthenticator {
  public static final int PRESENT = 0x01;
  public static final int VERIFIED = 0x04;
  public static final int ELIGIBLE = 0x08;
  public static final int BACKED_UP = 0x10;
  private static final int MADE = 0x40;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  public final SoftKey key;
  public final byte[] id = new byte[32];
  public UUID aaguid = new UUID(0, 0);
  public String rpId = "localhost";
  public String origin = "http://localhost:8080";
  public int flags = PRESENT | VERIFIED;
  public int counter;
  public byte[] userHandle;
  public UnaryOperator<JsonObject> client = UnaryOperator.identity();
  public UnaryOperator<Map<Object, Object>> cose = UnaryOperator.identity();
  public UnaryOperator<byte[]> authData = UnaryOperator.identity();
  public UnaryOperator<byte[]> signature = UnaryOperator.identity();

  public SoftAuthenticator(int algorithm) {
    key = SoftKey.of(algorithm);
    new Random().nextBytes(id);
  }

  /** What an authenticator made. */
  public record Made(byte[] attestationObject, byte[] clientDataJson) {}

  /** How an attestation statement is made of what is signed. */
  public interface Statement {
    Map<String, Object> of(byte[] authData, byte[] clientDataHash);
  }

  public static Map<String, Object> none(byte[] authData, byte[] hash) {
    return Map.of();
  }

  /** Packed, by the credential's own key. */
  public Map<String, Object> self(byte[] data, byte[] hash) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("alg", key.algorithm());
    statement.put("sig", signature.apply(key.sign(joined(data, hash))));
    return statement;
  }

  public Made make(String challenge) {
    return make(challenge, "none", SoftAuthenticator::none);
  }

  public Made make(String challenge, String format, Statement statement) {
    var json = client("webauthn.create", challenge);
    var data = authData.apply(authData(flags | MADE, true));
    var object = new LinkedHashMap<Object, Object>();
    object.put("fmt", format);
    object.put("attStmt", statement.of(data, RelyingParty.sha256(json)));
    object.put("authData", data);
    return new Made(CborWriter.write(object), json);
  }

  /** The JSON in which a browser sends it. */
  public Map<String, Object> registration(Made made) {
    return Map.of(
        "id", text(id),
        "rawId", text(id),
        "type", "public-key",
        "clientExtensionResults", Map.of(),
        "response",
            Map.of(
                "clientDataJSON", text(made.clientDataJson()),
                "attestationObject", text(made.attestationObject()),
                "transports", java.util.List.of("internal")));
  }

  /** The JSON of an assertion. */
  public Map<String, Object> use(String challenge) {
    var json = client("webauthn.get", challenge);
    var data = authData.apply(authData(flags, false));
    var response = new LinkedHashMap<String, Object>();
    response.put("clientDataJSON", text(json));
    response.put("authenticatorData", text(data));
    response.put(
        "signature", text(signature.apply(key.sign(joined(data, RelyingParty.sha256(json))))));
    if (userHandle != null) {
      response.put("userHandle", text(userHandle));
    }
    return new LinkedHashMap<>(
        Map.of(
            "id", text(id),
            "rawId", text(id),
            "type", "public-key",
            "clientExtensionResults", Map.of(),
            "response", response));
  }

  private byte[] client(String type, String challenge) {
    var json =
        new JsonObject()
            .put("type", type)
            .put("challenge", challenge)
            .put("origin", origin)
            .put("crossOrigin", false);
    return client.apply(json).encode().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authData(int flags, boolean withCredential) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(RelyingParty.sha256(rpId.getBytes(StandardCharsets.UTF_8)));
    out.write(flags);
    out.writeBytes(ByteBuffer.allocate(4).putInt(counter).array());
    if (withCredential) {
      out.writeBytes(
          ByteBuffer.allocate(16)
              .putLong(aaguid.getMostSignificantBits())
              .putLong(aaguid.getLeastSignificantBits())
              .array());
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
      out.writeBytes(id);
      out.writeBytes(CborWriter.write(cose.apply(key.cose())));
    }
    return out.toByteArray();
  }

  public String idText() {
    return text(id);
  }

  public static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  public static String text(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
