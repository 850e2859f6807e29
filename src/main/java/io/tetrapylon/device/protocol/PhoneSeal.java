package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.kernel.Entropy;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * Boxes that one phone can open, and only for what they were made for: HPKE in base mode, the
 * purpose and the phone's id being the {@code info}.
 */
public enum PhoneSeal {
  /** The challenge in a push. */
  PUSH("push"),
  /** The key of a phone's six digits, at its enrolment. */
  OCRA("ocra"),
  /** The content key of a QR code. */
  QR("qr");

  private final String word;

  PhoneSeal(String word) {
    this.word = word;
  }

  /** Seals bytes for a phone: 65 bytes of key, the ciphertext, 16 bytes of tag. */
  public byte[] seal(Entropy entropy, UUID device, EncryptionKey key, byte[] plain) {
    return Hpke.AES_256_GCM.seal(entropy, key.point(), info(device), plain);
  }

  /** What a box holds; empty when it is another phone's or was altered. */
  public Optional<byte[]> open(UUID device, ECPrivateKeyParameters key, byte[] box) {
    return Hpke.AES_256_GCM.open(key, info(device), box);
  }

  private byte[] info(UUID device) {
    return ("tetrapylon " + word + " v1 " + device).getBytes(US_ASCII);
  }
}
