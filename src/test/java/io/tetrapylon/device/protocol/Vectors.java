package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** The test vectors of {@code mobile-protocol.md}, made from fixed keys. */
final class Vectors {
  static final UUID DEVICE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  static final UUID CHALLENGE = UUID.fromString("01890a5d-ac97-7000-8000-00000000cafe");

  private static final UUID USER = UUID.fromString("01890a5d-ac95-7aaa-8aaa-aaaaaaaaaaaa");
  private static final UUID TENANT_KEY = UUID.fromString("01890a5d-ac94-7bbb-8bbb-bbbbbbbbbbbb");
  private static final UUID NEXT_KEY = UUID.fromString("01890a5d-ac94-7ccc-8ccc-cccccccccccc");
  private static final String TENANT = "ACME";
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODw";
  private static final long NOW = 1_793_000_000L;

  private final RepeatingEntropy entropy = new RepeatingEntropy(2026);
  private final String signingScalar = hex(new RepeatingEntropy(1).bytes(32));
  private final String encryptionScalar = hex(new RepeatingEntropy(2).bytes(32));
  private final String tenantScalar = hex(new RepeatingEntropy(3).bytes(32));
  private final String nextScalar = hex(new RepeatingEntropy(7).bytes(32));
  final byte[] nonce = new RepeatingEntropy(4).bytes(32);
  final byte[] ocraKey = new RepeatingEntropy(5).bytes(32);
  final TestPhone phone = TestPhone.es256(key(signingScalar), key(encryptionScalar));
  final P256SigningKey tenantKey =
      new P256SigningKey(TENANT_KEY.toString(), USER, key(tenantScalar));

  final P256SigningKey nextKey = new P256SigningKey(NEXT_KEY.toString(), USER, key(nextScalar));

  /** All of them by name, in the order of the page. */
  Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    keys(all);
    enrolment(all);
    proof(all);
    challenge(all);
    qr(all);
    statement(all);
    return all;
  }

  /** The block of the page. */
  String text() {
    return all().entrySet().stream()
        .map(each -> each.getKey() + " = " + each.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void keys(Map<String, String> all) {
    all.put("tenant.code", TENANT);
    all.put("tenant.key.kid", tenantKey.kid());
    all.put("tenant.key.d", tenantScalar);
    all.put("tenant.key.jwk", Jwk.of(P256.publicKey(tenantKey.privateKey())).encode());
    all.put("device.id", DEVICE.toString());
    all.put("device.signing.d", signingScalar);
    all.put("device.signing.jwk", phone.signingKey().jwk().encode());
    all.put("device.signing.jkt", phone.signingKey().thumbprint());
    all.put("device.encryption.d", encryptionScalar);
    all.put("device.encryption.jwk", phone.encryptionKey().jwk().encode());
    all.put("device.encryption.ekt", phone.encryptionKey().thumbprint());
  }

  private void enrolment(Map<String, String> all) {
    all.put("activation.uri", ActivationUri.of("https://mfa.example.com", TENANT, SECRET).text());
    var payload =
        new JsonObject()
            .put("tid", TENANT)
            .put("act", Sha256.text(SECRET))
            .put("jkt", phone.signingKey().thumbprint())
            .put("ekt", phone.encryptionKey().thumbprint())
            .put("iat", NOW);
    all.put("enrolment.payload", payload.encode());
    all.put("enrolment.jws", phone.jws(EnrolmentProof.TYPE, payload));
    all.put("ocra.key", hex(ocraKey));
    var box = PhoneSeal.OCRA.seal(entropy, DEVICE, phone.encryptionKey(), ocraKey);
    all.put("ocra.box", Base64Url.text(box));
  }

  private void proof(Map<String, String> all) {
    var body = "{\"name\":\"Pixel\"}";
    var payload =
        new JsonObject()
            .put("sub", DEVICE.toString())
            .put("tid", TENANT)
            .put("htm", "PATCH")
            .put("htu", "/mobile/v1/device")
            .put("bh", Base64Url.text(Sha256.of(body.getBytes(UTF_8))))
            .put("iat", NOW)
            .put("jti", "n-0S6_WzA2Mj");
    all.put("proof.body", body);
    all.put("proof.payload", payload.encode());
    all.put("proof.jws", phone.jws(DeviceProof.TYPE, payload));
  }

  String pushText() {
    return text(ChallengeText.Kind.PUSH, DEVICE);
  }

  String qrText() {
    return text(ChallengeText.Kind.QR, null);
  }

  private String text(ChallengeText.Kind kind, @Nullable UUID device) {
    var details = List.of(new ChallengeText.Detail("amount", "10 €"));
    return new ChallengeText(
            kind,
            TENANT,
            CHALLENGE,
            device,
            USER,
            "jdoe",
            7,
            "VPN",
            nonce,
            new ChallengeText.Context("PC-7", "Windows 11", null, "192.0.2.7", details),
            kind == ChallengeText.Kind.PUSH,
            Instant.ofEpochSecond(NOW),
            Instant.ofEpochSecond(NOW + 60))
        .sign(tenantKey);
  }

  private void challenge(Map<String, String> all) {
    var text = pushText();
    all.put("challenge.payload", CompactJws.parse(text).orElseThrow().payload().encode());
    all.put("challenge.jws", text);
    all.put("push.message", PushPayload.of(entropy, DEVICE, phone.encryptionKey(), text).encode());
    var answer =
        new JsonObject()
            .put("cid", CHALLENGE.toString())
            .put("did", DEVICE.toString())
            .put("uid", USER.toString())
            .put("tid", TENANT)
            .put("rid", 7)
            .put("nonce", Base64Url.text(nonce))
            .put("ctxh", Base64Url.text(Sha256.of(text.getBytes(US_ASCII))))
            .put("decision", "approve")
            .put("digits", "42")
            .put("iat", NOW + 9);
    all.put("answer.payload", answer.encode());
    all.put("answer.jws", phone.jws(SignedAnswer.TYPE, answer));
    var ed = TestPhone.ed25519(6);
    all.put("ed25519.seed", hex(new RepeatingEntropy(6).bytes(32)));
    all.put("ed25519.jwk", ed.signingKey().jwk().encode());
    all.put("ed25519.jkt", ed.signingKey().thumbprint());
    all.put("ed25519.answer.jws", ed.jws(SignedAnswer.TYPE, answer));
  }

  private void qr(Map<String, String> all) {
    all.put("qr.jws", qrText());
    var reader = new QrCommand.Reader(DEVICE, phone.encryptionKey());
    all.put("qr.command", QrCommand.seal(entropy, List.of(reader), qrText()));
    var question = Ocra.question(nonce, CHALLENGE);
    all.put("qr.question", hex(question));
    all.put("qr.digits", Ocra.code(Secret.of(ocraKey), question));
  }

  /** A week before the key of the challenges is replaced. */
  KeyStatement statement() {
    return new KeyStatement(
        TENANT,
        nextKey.publicHalf(),
        Instant.ofEpochSecond(NOW + 604_800),
        Instant.ofEpochSecond(NOW));
  }

  private void statement(Map<String, String> all) {
    var text = statement().sign(tenantKey);
    all.put("tenant.next.kid", nextKey.kid());
    all.put("tenant.next.d", nextScalar);
    all.put("tenant.next.jwk", Jwk.of(P256.publicKey(nextKey.privateKey())).encode());
    all.put("statement.payload", CompactJws.parse(text).orElseThrow().payload().encode());
    all.put("statement.jws", text);
  }

  private static ECPrivateKeyParameters key(String scalar) {
    return P256.privateKey(new BigInteger(scalar, 16));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
