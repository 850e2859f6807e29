package io.tetrapylon.device.protocol;

import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256Encoding;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public key that a phone's signatures are verified with. */
public sealed interface DeviceKey {
  /** How it signs. */
  SigningAlgorithm algorithm();

  /** Whether a signature is this key's over the message. */
  boolean verifies(byte[] message, byte[] signature);

  /** As it is stored: SubjectPublicKeyInfo. */
  byte[] x509();

  /** As it travels; its required members alone. */
  JsonObject jwk();

  /** Its name: the SHA-256 of its required members (RFC 7638). */
  default String thumbprint() {
    return Jwk.thumbprint(jwk());
  }

  /**
   * The key that a phone sent.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static DeviceKey of(JsonObject jwk) {
    return "OKP".equals(jwk.getValue("kty"))
        ? ForEd25519.of(Jwk.ed25519(jwk))
        : new ForEs256(Jwk.p256(jwk));
  }

  /** The key of a row. */
  static DeviceKey stored(SigningAlgorithm algorithm, byte[] x509) {
    return switch (algorithm) {
      case ES256 -> new ForEs256(P256Encoding.publicKey(x509));
      case ED25519 -> new ForEd25519(ForEd25519.read(x509));
    };
  }

  /** A key on P-256. */
  record ForEs256(ECPublicKeyParameters key) implements DeviceKey {
    @Override
    public SigningAlgorithm algorithm() {
      return SigningAlgorithm.ES256;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return P256.verifies(key, message, signature);
    }

    @Override
    public byte[] x509() {
      return P256Encoding.x509(key);
    }

    @Override
    public JsonObject jwk() {
      return Jwk.of(key);
    }
  }

  /** A key on Curve25519 (RFC 8032). */
  record ForEd25519(Ed25519PublicKeyParameters key) implements DeviceKey {
    /** Refuses points of small order too: everybody could sign for those. */
    static ForEd25519 of(byte[] key) {
      if (!Ed25519.validatePublicKeyFull(key, 0)) {
        throw new IllegalArgumentException("is no public key for Ed25519");
      }
      return new ForEd25519(new Ed25519PublicKeyParameters(key));
    }

    static Ed25519PublicKeyParameters read(byte[] x509) {
      try {
        return (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(x509);
      } catch (IOException e) {
        throw new IllegalStateException("A stored public key is not X.509.", e);
      }
    }

    @Override
    public SigningAlgorithm algorithm() {
      return SigningAlgorithm.ED25519;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      var verifier = new Ed25519Signer();
      verifier.init(false, key);
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    }

    @Override
    public byte[] x509() {
      try {
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
      } catch (IOException e) {
        throw new IllegalStateException("A key for Ed25519 has no X.509 form.", e);
      }
    }

    @Override
    public JsonObject jwk() {
      return Jwk.ofEd25519(key.getEncoded());
    }
  }
}
