package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.kernel.Entropy;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * The {@code command} that a login page shows as a QR code: {@code <base64>:<base64>}, a header of
 * boxes and a challenge that whoever opens one of them can read.
 *
 * <pre>
 * header:    version (1 byte, 1) | number of boxes (1 byte) | each: device id (16) | box (113)
 * challenge: nonce (12) | AES-256-GCM ciphertext of the JWS | tag (16), the header being its AAD
 * </pre>
 */
public final class QrCommand {
  /** More boxes make a QR code that no camera reads. */
  public static final int MOST_DEVICES = 8;

  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 16;
  private static final int BOX_BYTES = 65 + KEY_BYTES + TAG_BITS / 8;
  private static final int PREFIX_BYTES = 2;

  private QrCommand() {}

  /** A phone that shall be able to open it. */
  public record Reader(UUID device, EncryptionKey key) {}

  /**
   * Seals a challenge for several phones.
   *
   * @throws IllegalArgumentException unless they are 1 to {@value #MOST_DEVICES}
   */
  public static String seal(Entropy entropy, Collection<Reader> readers, String challenge) {
    if (readers.isEmpty() || readers.size() > MOST_DEVICES) {
      throw new IllegalArgumentException("a QR code is for 1 to " + MOST_DEVICES + " phones");
    }
    var key = entropy.bytes(KEY_BYTES);
    var header = ByteBuffer.allocate(PREFIX_BYTES + readers.size() * (ID_BYTES + BOX_BYTES));
    header.put(VERSION).put((byte) readers.size());
    for (var reader : readers) {
      header.put(bytes(reader.device()));
      header.put(PhoneSeal.QR.seal(entropy, reader.device(), reader.key(), key));
    }
    var nonce = entropy.bytes(NONCE_BYTES);
    var sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, header.array(), challenge);
    return text(header.array()) + ":" + text(joined(nonce, sealed));
  }

  /** The challenge that a phone reads; empty when there is no box for it or it was altered. */
  public static Optional<String> open(UUID device, ECPrivateKeyParameters key, String command) {
    try {
      var parts = command.split(":", -1);
      var header = Base64.getDecoder().decode(parts[0]);
      var sealed = Base64.getDecoder().decode(parts[1]);
      return box(device, header)
          .flatMap(box -> PhoneSeal.QR.open(device, key, box))
          .flatMap(content -> decrypted(content, header, sealed));
    } catch (IllegalArgumentException | IndexOutOfBoundsException notACommand) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> box(UUID device, byte[] header) {
    var id = bytes(device);
    for (int at = PREFIX_BYTES; header[0] == VERSION && at < header.length; ) {
      int box = at + ID_BYTES;
      if (Arrays.equals(id, Arrays.copyOfRange(header, at, box))) {
        return Optional.of(Arrays.copyOfRange(header, box, box + BOX_BYTES));
      }
      at = box + BOX_BYTES;
    }
    return Optional.empty();
  }

  private static Optional<String> decrypted(byte[] key, byte[] header, byte[] sealed) {
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), header);
      var plain = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(new String(plain, US_ASCII));
    } catch (GeneralSecurityException altered) {
      return Optional.empty();
    }
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] header, String text) {
    try {
      return cipher(mode, key, nonce, header).doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    return cipher;
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    var all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
