package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits and a tag of 128 bits. One key may
 * seal 2^32 values at most (section 8.3), which is far from what a tenant ever stores.
 */
final class AesGcm {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  static SecretKeySpec key(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }

  /** {@code header}, then the nonce, then the ciphertext with its tag. */
  static byte[] seal(SecretKeySpec key, byte[] nonce, byte[] aad, byte[] header, byte[] plain) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(aad);
      int start = header.length + NONCE_BYTES;
      var sealed = new byte[start + plain.length + TAG_BITS / 8];
      ByteBuffer.wrap(sealed).put(header).put(nonce);
      cipher.doFinal(plain, 0, plain.length, sealed, start);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The plain bytes of what {@link #seal} made.
   *
   * @throws SealBroken when anything of it, or the additional data, is not what it was
   */
  static byte[] open(SecretKeySpec key, byte[] aad, int headerLength, byte[] sealed) {
    int start = headerLength + NONCE_BYTES;
    if (sealed.length < start + TAG_BITS / 8) {
      throw new SealBroken("A sealed value is too short.");
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new GCMParameterSpec(TAG_BITS, sealed, headerLength, NONCE_BYTES));
      cipher.updateAAD(aad);
      return cipher.doFinal(sealed, start, sealed.length - start);
    } catch (AEADBadTagException e) {
      throw new SealBroken("A sealed value was altered, or does not belong to where it was found.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] nonce(Entropy entropy) {
    return entropy.bytes(NONCE_BYTES);
  }
}
