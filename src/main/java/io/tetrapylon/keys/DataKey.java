package io.tetrapylon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * One version of a tenant's data key. It is never used itself: sealing and each purpose of a MAC
 * have a key of their own, derived from it, so that none says anything about another.
 */
final class DataKey {
  private final byte[] key;
  private final SecretKeySpec sealing;

  /** By purpose; the purposes are constants of the features, so this stays small. */
  private final Map<String, SecretKeySpec> macs = new ConcurrentHashMap<>();

  DataKey(byte[] key) {
    this.key = key.clone();
    this.sealing = AesGcm.key(derive("seal"));
  }

  SecretKeySpec sealing() {
    return sealing;
  }

  SecretKeySpec mac(String purpose) {
    return macs.computeIfAbsent(purpose, p -> Digests.hmacKey(derive("mac|" + p)));
  }

  private byte[] derive(String info) {
    return Digests.hkdf(key, info.getBytes(UTF_8), KeyRing.KEY_BYTES);
  }
}
