package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.device.protocol.PhoneSeal;
import io.tetrapylon.device.protocol.QrCommand;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * A phone that has enrolled: its keys, and what it does with them. It is kept as JSON, keys in the
 * clear: it is for tests.
 *
 * @param base where the gateway is
 * @param tenant the tenant's code
 * @param device its id
 * @param signing what it signs with
 * @param encryption what boxes for it are opened with
 * @param ocra the key of its six digits
 * @param pinned the tenant's keys by their names, as JWK points
 */
record SimulatedPhone(
    URI base,
    String tenant,
    UUID device,
    ECPrivateKeyParameters signing,
    ECPrivateKeyParameters encryption,
    Secret ocra,
    Map<String, byte[]> pinned) {

  /** The phone that an enrolment made; the keys are those that were sent. */
  static SimulatedPhone enrolled(
      Invitation invitation,
      ECPrivateKeyParameters signing,
      ECPrivateKeyParameters encryption,
      JsonObject told) {
    var device = UUID.fromString(told.getString("device"));
    byte[] box = Base64Url.bytes(told.getJsonObject("ocra").getString("key")).orElseThrow();
    var ocra = PhoneSeal.OCRA.open(device, encryption, box).orElseThrow();
    var pinned =
        told.getJsonArray("challengeKeys").stream()
            .map(JsonObject.class::cast)
            .collect(
                Collectors.toMap(
                    key -> key.getString("kid"), key -> EncryptionKey.of(jwk(key)).point()));
    return new SimulatedPhone(
        invitation.base(),
        invitation.tenant(),
        device,
        signing,
        encryption,
        Secret.of(ocra),
        pinned);
  }

  /** A key's required members alone. */
  private static JsonObject jwk(JsonObject key) {
    var jwk = new JsonObject();
    for (var member : new String[] {"kty", "crv", "x", "y"}) {
      jwk.put(member, key.getString(member));
    }
    return jwk;
  }

  /** The header that says whose request it is. */
  String proof(String method, String path, byte[] body, long epochSecond, String unique) {
    var claims =
        new JsonObject()
            .put("tid", tenant)
            .put("sub", device.toString())
            .put("htm", method)
            .put("htu", path)
            .put("bh", Base64Url.text(Sha256.of(body)))
            .put("iat", epochSecond)
            .put("jti", unique);
    return "Device " + Signer.sign(signing, "device-proof+jws", claims);
  }

  /** A challenge as it came, if the pinned key signed it and it is this phone's. */
  Challenge read(String id, String text) {
    var header =
        new JsonObject(
            new String(
                Base64Url.bytes(text.split("\\.")[0]).orElseThrow(),
                java.nio.charset.StandardCharsets.UTF_8));
    var claims = Signer.verified(pinned(header.getString("kid")), text);
    if (!device.toString().equals(claims.getString("did", device.toString()))) {
      throw new IllegalArgumentException("The challenge is another phone's.");
    }
    return new Challenge(id, text, claims);
  }

  /** What a push carries; throws IllegalArgumentException when it is not for this phone. */
  Challenge open(JsonObject push) {
    byte[] box = Base64Url.bytes(push.getJsonObject("message").getString("box")).orElseThrow();
    var text =
        PhoneSeal.PUSH
            .open(device, encryption, box)
            .orElseThrow(() -> new IllegalArgumentException("The push is not for this phone."));
    return read(push.getString("id"), new String(text, java.nio.charset.StandardCharsets.UTF_8));
  }

  private ECPublicKeyParameters pinned(String kid) {
    var point = pinned.get(kid);
    if (point == null) {
      throw new IllegalArgumentException("The challenge is signed by a key that is not pinned.");
    }
    return P256.publicKey(point);
  }

  /**
   * The signed answer to a challenge.
   *
   * @param decision {@code approve, deny} or {@code fraud}
   * @param digits what was typed, or empty
   */
  String answer(Challenge challenge, String decision, String digits, long epochSecond) {
    var asked = challenge.claims();
    var claims =
        new JsonObject()
            .put("cid", asked.getString("cid"))
            .put("did", device.toString())
            .put("uid", asked.getString("uid"))
            .put("tid", tenant)
            .put("rid", asked.getLong("rid"))
            .put("nonce", asked.getString("nonce"))
            .put("ctxh", Sha256.text(challenge.text()))
            .put("decision", decision)
            .put("iat", epochSecond);
    if (!digits.isEmpty()) {
      claims.put("digits", digits);
    }
    return Signer.sign(signing, "answer+jws", claims);
  }

  /** What a QR code asks; throws IllegalArgumentException when it is not for this phone. */
  Challenge scan(String command) {
    var text =
        QrCommand.open(device, encryption, command)
            .orElseThrow(() -> new IllegalArgumentException("The QR code is not for this phone."));
    return read("", text);
  }

  /** The six digits for a QR code. */
  String code(Challenge scanned) {
    byte[] nonce = Base64Url.bytes(scanned.claims().getString("nonce")).orElseThrow();
    var id = UUID.fromString(scanned.claims().getString("cid"));
    return Ocra.code(ocra, Ocra.question(nonce, id));
  }

  /** As it is kept. */
  JsonObject toJson() {
    var keys = new JsonObject();
    pinned.forEach((kid, point) -> keys.put(kid, Base64Url.text(point)));
    return new JsonObject()
        .put("base", base.toString())
        .put("tenant", tenant)
        .put("device", device.toString())
        .put("signing", signing.getD().toString(16))
        .put("encryption", encryption.getD().toString(16))
        .put("ocra", Base64Url.text(ocra.bytes()))
        .put("pinned", keys);
  }

  /** Reads {@link #toJson}. */
  static SimulatedPhone of(JsonObject json) {
    var pinned =
        json.getJsonObject("pinned").stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> Base64Url.bytes((String) entry.getValue()).orElseThrow()));
    return new SimulatedPhone(
        URI.create(json.getString("base")),
        json.getString("tenant"),
        UUID.fromString(json.getString("device")),
        key(json, "signing"),
        key(json, "encryption"),
        Secret.of(Base64Url.bytes(json.getString("ocra")).orElseThrow()),
        pinned);
  }

  private static ECPrivateKeyParameters key(JsonObject json, String name) {
    return P256.privateKey(new BigInteger(json.getString(name), 16));
  }

  @Override
  public String toString() {
    return "SimulatedPhone[" + device + "]";
  }
}
