package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The data keys of one tenant, all versions, in memory: seals and opens its values and makes its
 * MACs, without any wait. Safe for use by several threads.
 */
public final class TenantKeys {
  private final UUID tenant;
  private final NavigableMap<Integer, DataKey> keys;
  private final Sealer sealer;

  TenantKeys(UUID tenant, NavigableMap<Integer, DataKey> keys, Entropy entropy) {
    this.tenant = tenant;
    this.keys = new TreeMap<>(keys);
    this.sealer = new Sealer(keys, entropy);
  }

  /** Whose keys these are. */
  public UUID tenant() {
    return tenant;
  }

  /** The version that seals and makes MACs now, 1 or more. */
  public int currentVersion() {
    return keys.lastKey();
  }

  /** Seals a value into its place, under the current version. */
  public byte[] seal(SealedColumn column, UUID row, Secret plain) {
    return sealer.seal(tenant, column, row.toString(), plain);
  }

  /**
   * Opens a value in the place where it was found.
   *
   * @throws SealBroken when it was altered, when it was sealed for another place, or when it is
   *     under a version that these keys do not have yet ({@link DataKeys#open} loads that first)
   */
  public Secret open(SealedColumn column, UUID row, byte[] sealed) {
    return sealer.open(tenant, column, row.toString(), sealed);
  }

  /** HMAC-SHA256 under the current version; see {@link #mac(int, String, byte[]...)}. */
  public byte[] mac(String purpose, byte[]... parts) {
    return mac(currentVersion(), purpose, parts);
  }

  /**
   * HMAC-SHA256 over the parts, each preceded by its length as 4 bytes, so that no two lists of
   * parts look the same.
   *
   * @param keyVersion the version that the MAC was or shall be made under
   * @param purpose a constant of the feature: every purpose has a key of its own
   * @return 32 bytes
   * @throws IllegalStateException when that version is not loaded
   */
  public byte[] mac(int keyVersion, String purpose, byte[]... parts) {
    var key = keys.get(keyVersion);
    if (key == null) {
      throw new IllegalStateException("No data key of version " + keyVersion + " is loaded.");
    }
    var mac = Digests.hmac(key.mac(purpose));
    for (var part : parts) {
      mac.update(Sealer.fourBytes(part.length));
      mac.update(part);
    }
    return mac.doFinal();
  }

  @Override
  public String toString() {
    return "TenantKeys[tenant=%s, version=%d]".formatted(tenant, currentVersion());
  }
}
