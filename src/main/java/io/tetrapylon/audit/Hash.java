package io.tetrapylon.audit;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256. */
final class Hash {
  /** How long one is, in bytes. */
  static final int BYTES = 32;

  private Hash() {}

  /** The hash of the parts one after the other. */
  static byte[] of(byte[]... parts) {
    var digest = SHA256Digest.newInstance();
    for (var part : parts) {
      digest.update(part, 0, part.length);
    }
    var hash = new byte[BYTES];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** The hash of the parts, each with its length before it: so none can lend to its neighbour. */
  static byte[] ofFields(byte[]... fields) {
    int length = 0;
    for (var field : fields) {
      length += Integer.BYTES + field.length;
    }
    var all = ByteBuffer.allocate(length);
    for (var field : fields) {
      all.putInt(field.length).put(field);
    }
    return of(all.array());
  }
}
