package io.tetrapylon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Seals values into their rows: AES-256-GCM with the additional data {@code
 * tenant|table|row|column|version}, so that a value moved to another place does not open there.
 *
 * <p>Layout: 1 byte format (1), 4 bytes version of the data key (big-endian, so that versions
 * compare as bytes in SQL), 12 bytes nonce, ciphertext, 16 bytes tag.
 */
final class Sealer {
  private static final byte FORMAT = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  private final NavigableMap<Integer, DataKey> keys;
  private final Entropy entropy;

  /** Seals under the highest version, opens under any. */
  Sealer(NavigableMap<Integer, DataKey> keys, Entropy entropy) {
    this.keys = new TreeMap<>(keys);
    this.entropy = entropy;
  }

  byte[] seal(UUID tenant, SealedColumn column, String row, Secret plain) {
    var newest = keys.lastEntry();
    int version = newest.getKey();
    return AesGcm.seal(
        newest.getValue().sealing(),
        AesGcm.nonce(entropy),
        place(tenant, column, row, version),
        header(version),
        plain.bytes());
  }

  Secret open(UUID tenant, SealedColumn column, String row, byte[] sealed) {
    int version = version(sealed);
    var key = keys.get(version);
    if (key == null) {
      throw new SealBroken(
          "A value is sealed under version %d of a data key, which is not loaded."
              .formatted(version));
    }
    var aad = place(tenant, column, row, version);
    return Secret.of(AesGcm.open(key.sealing(), aad, HEADER_BYTES, sealed));
  }

  /** The version of the data key that a value is sealed under. */
  static int version(byte[] sealed) {
    if (sealed.length < HEADER_BYTES || sealed[0] != FORMAT) {
      throw new SealBroken("A sealed value has no format that is known.");
    }
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  /** A number as it stands in a sealed value: four bytes, big-endian. */
  static byte[] fourBytes(int version) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(version).array();
  }

  private static byte[] header(int version) {
    return ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).putInt(version).array();
  }

  private static byte[] place(UUID tenant, SealedColumn column, String row, int version) {
    var place = tenant + "|" + column.table() + "|" + row + "|" + column.column() + "|" + version;
    return place.getBytes(UTF_8);
  }
}
