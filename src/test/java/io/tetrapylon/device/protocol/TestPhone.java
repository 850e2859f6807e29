package io.tetrapylon.device.protocol;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The keys of a phone, and what it does with them. */
public final class TestPhone {
  private final UnaryOperator<byte[]> signer;
  private final DeviceKey signingKey;
  private final ECPrivateKeyParameters encryption;

  private TestPhone(
      UnaryOperator<byte[]> signer, DeviceKey signingKey, ECPrivateKeyParameters encryption) {
    this.signer = signer;
    this.signingKey = signingKey;
    this.encryption = encryption;
  }

  /** A phone of its own for each number. */
  public static TestPhone es256(long number) {
    var entropy = new RepeatingEntropy(number);
    return es256(P256.generate(entropy), P256.generate(entropy));
  }

  public static TestPhone es256(ECPrivateKeyParameters signing, ECPrivateKeyParameters encryption) {
    var key = new DeviceKey.ForEs256(P256.publicKey(signing));
    return new TestPhone(bytes -> P256.sign(signing, bytes), key, encryption);
  }

  public static TestPhone ed25519(long number) {
    Entropy entropy = new RepeatingEntropy(number);
    var signing = new Ed25519PrivateKeyParameters(entropy.bytes(32));
    var key = new DeviceKey.ForEd25519(signing.generatePublicKey());
    return new TestPhone(bytes -> signed(signing, bytes), key, P256.generate(entropy));
  }

  private static byte[] signed(Ed25519PrivateKeyParameters key, byte[] bytes) {
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return signer.generateSignature();
  }

  public DeviceKey signingKey() {
    return signingKey;
  }

  public EncryptionKey encryptionKey() {
    return new EncryptionKey(P256.point(P256.publicKey(encryption)));
  }

  public ECPrivateKeyParameters decryptionKey() {
    return encryption;
  }

  public byte[] sign(byte[] message) {
    return signer.apply(message);
  }

  /** A JWS of that type as this phone should write it. */
  public String jws(String type, JsonObject payload) {
    return jws(header(type), payload);
  }

  public JsonObject header(String type) {
    return new JsonObject().put("alg", signingKey.algorithm().wireName()).put("typ", type);
  }

  /** A JWS with any header. */
  public String jws(JsonObject header, JsonObject payload) {
    return CompactJws.sign(header, payload, signer);
  }
}
