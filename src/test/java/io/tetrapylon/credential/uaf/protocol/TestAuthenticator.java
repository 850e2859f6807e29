package io.tetrapylon.credential.uaf.protocol;

import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** An authenticator of one key, written from the specification and not from the product's code. */
public final class TestAuthenticator {
  private static final KeyPair RSA = rsa();

  public final String aaid = "ABCD#0001";
  public final byte[] keyId;
  private final int algorithm;
  private final ECPrivateKeyParameters elliptic;
  private long counter;

  private TestAuthenticator(int algorithm, long seed) {
    this.algorithm = algorithm;
    this.elliptic = P256.privateKey(BigInteger.valueOf(seed + 7919));
    this.keyId = sha256("key " + seed);
  }

  /** One that signs by an algorithm of the registry. */
  public static TestAuthenticator of(int algorithm, long seed) {
    return new TestAuthenticator(algorithm, seed);
  }

  public static TestAuthenticator of(long seed) {
    return of(0x01, seed);
  }

  public String keyIdText() {
    return base64(keyId);
  }

  private boolean isElliptic() {
    return algorithm <= 2;
  }

  /** The public key as a raw form of the registry, in base64url. */
  public String rawKey() {
    return base64(
        isElliptic()
            ? P256.point(P256.publicKey(elliptic))
            : concat(unsigned(rsaKey().getModulus()), new byte[] {1, 0, 1}));
  }

  /** The same as SubjectPublicKeyInfo, in PEM. */
  public String pemKey() {
    var der =
        isElliptic()
            ? io.tetrapylon.keys.P256Encoding.x509(P256.publicKey(elliptic))
            : RSA.getPublic().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static RSAPublicKey rsaKey() {
    return (RSAPublicKey) RSA.getPublic();
  }

  /** What is answered, open to every change before it is signed. */
  public final class Draft {
    public JsonObject header;
    public JsonObject challenge;
    public String scheme = "UAFV1TLV";
    public String aaid = TestAuthenticator.this.aaid;
    public int mode = 1;
    public int signedBy = algorithm;
    public byte[] nonce = new byte[8];
    public byte[] finalChallengeHash;
    public byte[] transactionHash = {};
    public byte[] keyId = TestAuthenticator.this.keyId;
    public long counter;
    public byte[] afterCounters = {};
    public byte[] afterSignature = {};
    public Consumer<byte[]> signature = signature -> {};

    Draft(JsonObject request, String facet, long counter) {
      var asked = request.getJsonObject("header");
      header = asked.copy();
      challenge =
          new JsonObject()
              .put("appID", asked.getString("appID"))
              .put("challenge", request.getString("challenge"))
              .put("facetID", facet)
              .put("channelBinding", new JsonObject());
      if (request.containsKey("transaction")) {
        var content = request.getJsonArray("transaction").getJsonObject(0).getString("content");
        mode = 2;
        transactionHash = sha256(Base64.getUrlDecoder().decode(content));
      }
      this.counter = counter;
    }

    public String fcParams() {
      return base64(challenge.encode().getBytes(StandardCharsets.UTF_8));
    }

    public byte[] signedData() {
      var hash = finalChallengeHash == null ? sha256(fcParams()) : finalChallengeHash;
      return tlv(
          0x3e04,
          tlv(0x2e0b, aaid.getBytes(StandardCharsets.US_ASCII)),
          tlv(0x2e0e, info()),
          tlv(0x2e0f, nonce),
          tlv(0x2e0a, hash),
          tlv(0x2e10, transactionHash),
          tlv(0x2e09, keyId),
          tlv(0x2e0d, le(4).putInt((int) counter).array()),
          afterCounters);
    }

    private byte[] info() {
      return le(5).putShort((short) 1).put((byte) mode).putShort((short) signedBy).array();
    }

    public byte[] assertion() {
      var signed = signedData();
      var made = sign(signed);
      signature.accept(made);
      return tlv(0x3e02, signed, tlv(0x2e06, made), afterSignature);
    }

    public JsonArray message() {
      return message(base64(assertion()));
    }

    public JsonArray message(String assertion) {
      var one = new JsonObject().put("assertionScheme", scheme).put("assertion", assertion);
      return new JsonArray()
          .add(
              new JsonObject()
                  .put("header", header)
                  .put("fcParams", fcParams())
                  .put("assertions", new JsonArray().add(one)));
    }
  }

  /** The answer to a request's message, with a counter that has grown. */
  public Draft draft(JsonArray request, String facet) {
    counter++;
    return new Draft(request.getJsonObject(0), facet, counter);
  }

  /** What the key makes of a message. */
  public byte[] sign(byte[] message) {
    try {
      return switch (algorithm) {
        case 0x01 -> P256.sign(elliptic, message);
        case 0x02 -> der(P256.sign(elliptic, message));
        case 0x03 -> rsa("RSASSA-PSS", message);
        case 0x04 -> new DEROctetString(rsa("RSASSA-PSS", message)).getEncoded();
        case 0x08 -> rsa("SHA256withRSA", message);
        case 0x09 -> new DEROctetString(rsa("SHA256withRSA", message)).getEncoded();
        default -> new byte[64];
      };
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] der(byte[] plain) throws java.io.IOException {
    return StandardDSAEncoding.INSTANCE.encode(
        CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getN(),
        new BigInteger(1, Arrays.copyOf(plain, 32)),
        new BigInteger(1, Arrays.copyOfRange(plain, 32, 64)));
  }

  private static byte[] rsa(String scheme, byte[] message) throws GeneralSecurityException {
    var signer = Signature.getInstance(scheme);
    if (scheme.equals("RSASSA-PSS")) {
      signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    signer.initSign(RSA.getPrivate());
    signer.update(message);
    return signer.sign();
  }

  private static KeyPair rsa() {
    try {
      var maker = KeyPairGenerator.getInstance("RSA");
      maker.initialize(2048);
      return maker.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A tagged value. */
  public static byte[] tlv(int tag, byte[]... values) {
    var value = concat(values);
    return concat(le(4).putShort((short) tag).putShort((short) value.length).array(), value);
  }

  private static ByteBuffer le(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
