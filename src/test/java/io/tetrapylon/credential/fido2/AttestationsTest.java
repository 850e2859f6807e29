package io.tetrapylon.credential.fido2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What attestations are worth, by roots and metadata from files. */
class AttestationsTest {
  private static final UUID MODEL = UUID.fromString("7a98c250-6808-11cf-b73b-00aa00b677a7");

  private static final String GOOGLE = "attest.android.com";

  @TempDir Path directory;

  private final SoftCa ca = new SoftCa("Roots of Acme");
  private final SoftKey attests = SoftKey.of(-7);
  private final SoftAuthenticator soft = new SoftAuthenticator(-7);

  @Test
  void aCertificateOfNobodyKnownIsCertified() {
    assertEquals(AttestationResult.CERTIFIED, assess(trusting(null), packed(ca)));
  }

  @Test
  void aConfiguredRootMakesItTrusted() {
    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), packed(ca)));
  }

  @Test
  void anotherRootDoesNot() {
    assertEquals(
        AttestationResult.CERTIFIED, assess(trusting(new SoftCa("Roots of Acme")), packed(ca)));
  }

  @Test
  void theMetadataVouchesForItsModelOnly() throws IOException {
    var trust = described("FIDO_CERTIFIED", ca);
    soft.aaguid = MODEL;
    assertEquals(AttestationResult.TRUSTED, assess(trust, packed(ca)));

    soft.aaguid = new UUID(1, 1);
    assertEquals(AttestationResult.CERTIFIED, assess(trust, packed(ca)));
  }

  @Test
  void aCompromisedModelIsRefused() throws IOException {
    var trust = described("ATTESTATION_KEY_COMPROMISE", ca);
    soft.aaguid = MODEL;

    var refusal = assertThrows(Refusal.class, () -> assess(trust, packed(ca)));

    assertEquals(Reason.ATTESTATION_REFUSED, refusal.reason());
    assertTrue(refusal.getMessage().contains("compromised"));
  }

  @Test
  void metadataOfAnotherSignerStopsTheGateway() throws IOException {
    var blob = blob("FIDO_CERTIFIED", ca, ca, attests);
    var other = new SoftCa("MDS");

    assertThrows(IllegalStateException.class, () -> trust(null, blob, other));
  }

  @Test
  void metadataThatWasChangedStopsTheGateway() throws IOException {
    var parts = blob("FIDO_CERTIFIED", ca, ca, attests).split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace("FIDO_CERTIFIED", "FIDO_CERTIFIED_L3");
    var blob = parts[0] + "." + text(changed) + "." + parts[2];

    assertThrows(IllegalStateException.class, () -> trust(null, blob, ca));
  }

  @Test
  void aFileThatIsNotThereStopsTheGateway() {
    var config =
        new Configured(Optional.of(directory.resolve("none")), Optional.empty(), Optional.empty());
    var trust = new Trust(config, Clock.systemUTC());

    assertThrows(RuntimeException.class, () -> trust.start(null));
  }

  @Test
  void anothersSignatureIsRefused() {
    var made =
        soft.make(
            "AAAA",
            "packed",
            (data, hash) -> certified(SoftKey.of(-7).sign(joined(data, hash)), ca, attests));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void u2f() {
    var made = soft.make("AAAA", "fido-u2f", (data, hash) -> u2f(hash));

    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), made));
  }

  @Test
  void u2fOfAModelThatHasAnIdIsRefused() {
    soft.aaguid = MODEL;
    var made = soft.make("AAAA", "fido-u2f", (data, hash) -> u2f(hash));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void apple() {
    var made = soft.make("AAAA", "apple", this::apple);

    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), made));
  }

  @Test
  void appleForAnotherCeremonyIsRefused() {
    var made = soft.make("AAAA", "apple", (data, hash) -> apple(data, new byte[32]));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void androidKey() {
    var made = soft.make("AAAA", "android-key", (data, hash) -> androidKey(data, hash, hash));

    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), made));
  }

  @Test
  void androidKeyForAnotherChallengeIsRefused() {
    var made =
        soft.make("AAAA", "android-key", (data, hash) -> androidKey(data, hash, new byte[32]));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void tpm() {
    var made = soft.make("AAAA", "tpm", (data, hash) -> tpm(joined(data, hash)));

    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), made));
  }

  @Test
  void tpmForAnotherCeremonyIsRefused() {
    var made = soft.make("AAAA", "tpm", (data, hash) -> tpm(data));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void safetyNet() {
    var made =
        soft.make("AAAA", "android-safetynet", (data, hash) -> safetyNet(data, hash, GOOGLE, true));

    assertEquals(AttestationResult.TRUSTED, assess(trusting(ca), made));
    assertEquals(AttestationResult.CERTIFIED, assess(trusting(null), made));
  }

  @Test
  void safetyNetForAnotherCeremonyIsRefused() {
    var made =
        soft.make(
            "AAAA",
            "android-safetynet",
            (data, hash) -> safetyNet(data, new byte[32], GOOGLE, true));

    assertThrows(Refusal.class, () -> assess(trusting(ca), made));
  }

  @Test
  void safetyNetOfAPhoneThatDidNotPassOrOfAnotherServiceIsRefused() {
    var failed =
        soft.make(
            "AAAA", "android-safetynet", (data, hash) -> safetyNet(data, hash, GOOGLE, false));
    var other =
        soft.make(
            "AAAA",
            "android-safetynet",
            (data, hash) -> safetyNet(data, hash, "attest.example.com", true));

    assertThrows(Refusal.class, () -> assess(trusting(ca), failed));
    assertThrows(Refusal.class, () -> assess(trusting(ca), other));
  }

  /** WebAuthn section 8.5. */
  private Map<String, Object> safetyNet(byte[] data, byte[] hash, String host, boolean passed) {
    var base64 = Base64.getEncoder();
    var end = ca.certify(attests.pair().getPublic(), "CN=" + host, false, Map.of());
    var header =
        new JsonObject()
            .put("alg", "ES256")
            .put("x5c", new JsonArray().add(base64.encodeToString(SoftCa.der(end))));
    var payload =
        new JsonObject()
            .put("nonce", base64.encodeToString(RelyingParty.sha256(joined(data, hash))))
            .put("timestampMs", Clock.systemUTC().millis())
            .put("apkPackageName", "com.google.android.gms")
            .put("apkDigestSha256", base64.encodeToString(new byte[32]))
            .put(
                "apkCertificateDigestSha256",
                new JsonArray().add(base64.encodeToString(new byte[32])))
            .put("ctsProfileMatch", passed)
            .put("basicIntegrity", passed);
    var signed = text(header.encode()) + "." + text(payload.encode());
    var signature = SoftCa.jws(attests, signed.getBytes(StandardCharsets.US_ASCII));
    var response = signed + "." + SoftAuthenticator.text(signature);
    var statement = new LinkedHashMap<String, Object>();
    statement.put("ver", "14366018");
    statement.put("response", response.getBytes(StandardCharsets.US_ASCII));
    return statement;
  }

  private SoftAuthenticator.Made packed(SoftCa by) {
    return soft.make(
        "AAAA", "packed", (data, hash) -> certified(attests.sign(joined(data, hash)), by, attests));
  }

  private static Map<String, Object> certified(byte[] signature, SoftCa by, SoftKey attests) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("alg", -7);
    statement.put("sig", signature);
    statement.put("x5c", List.of(SoftCa.der(by.attesting(attests.pair().getPublic()))));
    return statement;
  }

  /** FIDO U2F Raw Message Formats section 4.3. */
  private Map<String, Object> u2f(byte[] hash) {
    var cose = soft.key.cose();
    var point = joined(joined(new byte[] {4}, (byte[]) cose.get(-2)), (byte[]) cose.get(-3));
    var party = RelyingParty.sha256(soft.rpId.getBytes(StandardCharsets.UTF_8));
    var signed = joined(joined(joined(joined(new byte[] {0}, party), hash), soft.id), point);
    return Map.of(
        "sig",
        attests.sign(signed),
        "x5c",
        List.of(SoftCa.der(ca.attesting(attests.pair().getPublic()))));
  }

  private Map<String, Object> apple(byte[] data, byte[] hash) {
    var nonce = new DEROctetString(RelyingParty.sha256(joined(data, hash)));
    return Map.of("x5c", List.of(certificate("1.2.840.113635.100.8.2", tagged(1, nonce))));
  }

  private Map<String, Object> androidKey(byte[] data, byte[] hash, byte[] challenge) {
    var enforced =
        new ASN1Encodable[] {
          new DERTaggedObject(true, 1, new DERSet(new ASN1Integer(2))),
          new DERTaggedObject(true, 702, new ASN1Integer(0))
        };
    var description =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(3),
              new ASN1Enumerated(1),
              new ASN1Integer(4),
              new ASN1Enumerated(1),
              new DEROctetString(challenge),
              new DEROctetString(new byte[0]),
              new DERSequence(),
              new DERSequence(enforced)
            });
    var statement = new LinkedHashMap<String, Object>();
    statement.put("alg", -7);
    statement.put("sig", soft.key.sign(joined(data, hash)));
    statement.put("x5c", List.of(certificate("1.3.6.1.4.1.11129.2.1.17", description)));
    return statement;
  }

  /** TPM 2.0 Part 2: TPMT_PUBLIC (12.2.4) and TPMS_ATTEST (10.12.12), of a key on P-256. */
  private Map<String, Object> tpm(byte[] signed) {
    var cose = soft.key.cose();
    var publicArea =
        bytes("0023000b00060472", sized(new byte[0]), bytes("0010001000030010"))
            + sized((byte[]) cose.get(-2))
            + sized((byte[]) cose.get(-3));
    var name = "000b" + hex(RelyingParty.sha256(unhex(publicArea)));
    var certified =
        "ff5443478017"
            + sized(new byte[4])
            + sized(RelyingParty.sha256(signed))
            + "00".repeat(25)
            + sized(unhex(name))
            + sized(unhex(name));
    var statement = new LinkedHashMap<String, Object>();
    statement.put("ver", "2.0");
    statement.put("alg", -7);
    statement.put("x5c", List.of(identityKey()));
    statement.put("sig", attests.sign(unhex(certified)));
    statement.put("certInfo", unhex(certified));
    statement.put("pubArea", unhex(publicArea));
    return statement;
  }

  /** WebAuthn section 8.3.1. */
  private byte[] identityKey() {
    var device = new X500Name("2.23.133.2.3=id:13+2.23.133.2.2=Soft+2.23.133.2.1=id:414D4400");
    return SoftCa.der(
        ca.certify(
            attests.pair().getPublic(),
            "",
            false,
            Map.of(
                Extension.subjectAlternativeName.getId(),
                new GeneralNames(new GeneralName(device)),
                Extension.extendedKeyUsage.getId(),
                new ExtendedKeyUsage(
                    KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.23.133.8.3"))))));
  }

  private static String bytes(String... parts) {
    return String.join("", parts);
  }

  private static String sized(byte[] bytes) {
    return String.format("%04x", bytes.length) + hex(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] unhex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private byte[] certificate(String extension, ASN1Encodable value) {
    var key = (ECPublicKey) soft.key.pair().getPublic();
    return SoftCa.der(ca.attesting(key, Map.of(extension, value)));
  }

  private static DERSequence tagged(int number, ASN1Encodable value) {
    return new DERSequence(new DERTaggedObject(true, number, value));
  }

  private AttestationResult assess(Trust trust, SoftAuthenticator.Made made) {
    return new Attestations(trust, Clock.systemUTC())
        .assess(
            AttestationObject.read(made.attestationObject()),
            ClientData.read(made.clientDataJson()),
            soft.rpId);
  }

  private Trust trusting(@Nullable SoftCa root) {
    return trust(root, null, null);
  }

  private Trust described(String status, SoftCa root) throws IOException {
    var mds = new SoftCa("MDS");
    return trust(null, blob(status, root, mds, attests), mds);
  }

  private Trust trust(@Nullable SoftCa anchor, @Nullable String blob, @Nullable SoftCa mds) {
    var config =
        new Configured(
            file("anchors.pem", anchor == null ? null : SoftCa.pem(anchor.root)),
            file("blob.jwt", blob),
            file("mds.pem", mds == null ? null : SoftCa.pem(mds.root)));
    var trust = new Trust(config, Clock.systemUTC());
    trust.start(null);
    return trust;
  }

  private Optional<Path> file(String name, @Nullable String content) {
    if (content == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.writeString(directory.resolve(name), content));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String blob(String status, SoftCa root, SoftCa mds, SoftKey signer) {
    var base64 = Base64.getEncoder();
    var end = SoftCa.der(mds.attesting(signer.pair().getPublic()));
    var header =
        new JsonObject()
            .put("alg", "ES256")
            .put("x5c", new JsonArray().add(base64.encodeToString(end)));
    var entry =
        new JsonObject()
            .put("aaguid", MODEL.toString())
            .put(
                "metadataStatement",
                new JsonObject()
                    .put(
                        "attestationRootCertificates",
                        new JsonArray().add(base64.encodeToString(SoftCa.der(root.root)))))
            .put("statusReports", new JsonArray().add(new JsonObject().put("status", status)));
    var payload =
        new JsonObject()
            .put("no", 1)
            .put("nextUpdate", "2099-01-01")
            .put("entries", new JsonArray().add(entry));
    var signed = text(header.encode()) + "." + text(payload.encode());
    var signature = SoftCa.jws(signer, signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + SoftAuthenticator.text(signature);
  }

  private static String text(String json) {
    return SoftAuthenticator.text(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Which files a gateway reads. */
  record Configured(
      Optional<Path> trustAnchors, Optional<Path> metadata, Optional<Path> metadataRoot)
      implements WebAuthnConfig {}
}
