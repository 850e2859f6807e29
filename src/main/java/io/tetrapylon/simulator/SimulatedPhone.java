package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.device.protocol.PhoneSeal;
import io.tetrapylon.device.protocol.QrCommand;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

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
 * @param pinned the tenant's keys that it trusts; they go forward while it is on
 */
record SimulatedPhone(
    URI base,
    String tenant,
    UUID device,
    ECPrivateKeyParameters signing,
    ECPrivateKeyParameters encryption,
    Secret ocra,
    PinnedKeys pinned) {

  /** The phone that an enrolment made; the keys are those that were sent. */
  static SimulatedPhone enrolled(
      Invitation invitation,
      ECPrivateKeyParameters signing,
      ECPrivateKeyParameters encryption,
      JsonObject told) {
    var device = UUID.fromString(told.getString("device"));
    byte[] box = Base64Url.bytes(told.getJsonObject("ocra").getString("key")).orElseThrow();
    var ocra = PhoneSeal.OCRA.open(device, encryption, box).orElseThrow();
    return new SimulatedPhone(
        invitation.base(),
        invitation.tenant(),
        device,
        signing,
        encryption,
        Secret.of(ocra),
        PinnedKeys.enrolled(told.getJsonArray("challengeKeys")));
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

  /** A challenge as it came, if a pinned key signed it and it is this phone's. */
  Challenge read(String id, String text, long now) {
    var claims = Signer.verified(pinned.get(Signer.kid(text), now), "challenge+jws", text);
    if (!tenant.equals(claims.getString("tid"))
        || !device.toString().equals(claims.getString("did", device.toString()))) {
      throw new IllegalArgumentException("The challenge is another phone's.");
    }
    return new Challenge(id, text, claims);
  }

  /** The text that a push carries; throws IllegalArgumentException when it is for another phone. */
  String open(JsonObject push) {
    byte[] box = Base64Url.bytes(push.getJsonObject("message").getString("box")).orElseThrow();
    var text =
        PhoneSeal.PUSH
            .open(device, encryption, box)
            .orElseThrow(() -> new IllegalArgumentException("The push is not for this phone."));
    return new String(text, StandardCharsets.UTF_8);
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

  /** The text of a QR code; throws IllegalArgumentException when it is for another phone. */
  String scan(String command) {
    return QrCommand.open(device, encryption, command)
        .orElseThrow(() -> new IllegalArgumentException("The QR code is not for this phone."));
  }

  /** The six digits for a QR code. */
  String code(Challenge scanned) {
    byte[] nonce = Base64Url.bytes(scanned.claims().getString("nonce")).orElseThrow();
    var id = UUID.fromString(scanned.claims().getString("cid"));
    return Ocra.code(ocra, Ocra.question(nonce, id));
  }

  /** As it is kept. */
  JsonObject toJson() {
    return new JsonObject()
        .put("base", base.toString())
        .put("tenant", tenant)
        .put("device", device.toString())
        .put("signing", signing.getD().toString(16))
        .put("encryption", encryption.getD().toString(16))
        .put("ocra", Base64Url.text(ocra.bytes()))
        .put("pinned", pinned.toJson());
  }

  /** Reads {@link #toJson}. */
  static SimulatedPhone of(JsonObject json) {
    return new SimulatedPhone(
        URI.create(json.getString("base")),
        json.getString("tenant"),
        UUID.fromString(json.getString("device")),
        key(json, "signing"),
        key(json, "encryption"),
        Secret.of(Base64Url.bytes(json.getString("ocra")).orElseThrow()),
        PinnedKeys.of(json.getJsonArray("pinned")));
  }

  private static ECPrivateKeyParameters key(JsonObject json, String name) {
    return P256.privateKey(new BigInteger(json.getString(name), 16));
  }

  @Override
  public String toString() {
    return "SimulatedPhone[" + device + "]";
  }
}
