package io.tetrapylon.device.protocol;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.keys.P256;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * Hybrid public key encryption (RFC 9180) in base mode, one message a key: DHKEM(P-256,
 * HKDF-SHA256), HKDF-SHA256 and an AEAD. A box is the encapsulated key, 65 bytes, and then the
 * ciphertext with its tag.
 */
final class Hpke {
  /** What the product uses; test vectors of the RFC exist for AES-128-GCM only. */
  static final Hpke AES_256_GCM = new Hpke(HPKE.aead_AES_GCM256);

  private static final byte[] NOTHING = {};
  private static final int SEED_BYTES = 32;

  private final short aead;

  Hpke(short aead) {
    this.aead = aead;
  }

  byte[] seal(Entropy entropy, byte[] point, byte[] info, byte[] plain) {
    return seal(entropy.bytes(SEED_BYTES), point, info, NOTHING, plain);
  }

  /**
   * Seals.
   *
   * @param seed of the ephemeral key (section 7.1.3), never used twice
   */
  byte[] seal(byte[] seed, byte[] point, byte[] info, byte[] aad, byte[] plain) {
    var suite = suite();
    try {
      var sender =
          suite.setupBaseS(suite.deserializePublicKey(point), info, suite.deriveKeyPair(seed));
      return joined(sender.getEncapsulation(), sender.seal(aad, plain));
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Optional<byte[]> open(ECPrivateKeyParameters key, byte[] info, byte[] box) {
    return open(key, info, NOTHING, box);
  }

  /** What a box holds; empty when it is another key's, or was altered. */
  Optional<byte[]> open(ECPrivateKeyParameters key, byte[] info, byte[] aad, byte[] box) {
    if (box.length < P256.POINT_BYTES) {
      return Optional.empty();
    }
    var encapsulated = Arrays.copyOf(box, P256.POINT_BYTES);
    var ciphertext = Arrays.copyOfRange(box, P256.POINT_BYTES, box.length);
    var pair = new AsymmetricCipherKeyPair(P256.publicKey(key), key);
    try {
      return Optional.of(suite().setupBaseR(encapsulated, pair, info).open(aad, ciphertext));
    } catch (InvalidCipherTextException | RuntimeException notForUs) {
      return Optional.empty(); // the library has no one exception for a point beside the curve
    }
  }

  /** It has a state of its own, so each message has its own. */
  private HPKE suite() {
    return new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, aead);
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    var all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
