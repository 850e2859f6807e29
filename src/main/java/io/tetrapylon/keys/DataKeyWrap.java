package io.tetrapylon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.Entropy;
import java.util.UUID;

/**
 * Wraps data keys under a master key: AES-256-GCM with the additional data {@code
 * tenant|data_key|version|master id}. Layout: 1 byte format (1), 12 bytes nonce, ciphertext, tag.
 */
final class DataKeyWrap {
  private static final byte[] HEADER = {1};

  private final MasterKeys masters;
  private final Entropy entropy;

  DataKeyWrap(MasterKeys masters, Entropy entropy) {
    this.masters = masters;
    this.entropy = entropy;
  }

  /** A new random data key, in the clear. */
  byte[] generate() {
    return entropy.bytes(KeyRing.KEY_BYTES);
  }

  /** The id of the master key that wraps now. */
  String masterId() {
    return masters.currentMasterId();
  }

  /** Wraps under the current master key. */
  byte[] wrap(UUID tenant, int version, byte[] dataKey) {
    var id = masters.currentMasterId();
    var master = AesGcm.key(masters.master(id).bytes());
    var aad = place(tenant, version, id);
    return AesGcm.seal(master, AesGcm.nonce(entropy), aad, HEADER, dataKey);
  }

  byte[] unwrap(UUID tenant, int version, String masterId, byte[] wrapped) {
    var master = AesGcm.key(masters.master(masterId).bytes());
    return AesGcm.open(master, place(tenant, version, masterId), HEADER.length, wrapped);
  }

  private static byte[] place(UUID tenant, int version, String masterId) {
    return (tenant + "|data_key|" + version + "|" + masterId).getBytes(UTF_8);
  }
}
