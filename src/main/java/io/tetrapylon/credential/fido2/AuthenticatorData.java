package io.tetrapylon.credential.fido2;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator says of itself and the user (WebAuthn section 6.1).
 *
 * @param rpIdHash the SHA-256 of the relying party id that it was asked by
 * @param flags see the constants
 * @param counter of its signatures, 0 to 2^32 - 1
 * @param made the credential that it made, or null where it used one
 */
public record AuthenticatorData(byte[] rpIdHash, int flags, long counter, @Nullable Made made) {
  static final int USER_PRESENT = 0x01;
  static final int USER_VERIFIED = 0x04;
  static final int BACKUP_ELIGIBLE = 0x08;
  static final int BACKED_UP = 0x10;
  static final int HAS_CREDENTIAL = 0x40;
  static final int HAS_EXTENSIONS = 0x80;

  /** The longest id of a credential (section 4, "Credential ID"). */
  static final int LONGEST_ID = 1023;

  /**
   * A credential that was made (section 6.5.1).
   *
   * @param aaguid the model of the authenticator, zeros for one that does not tell
   * @param id 1 to 1023 bytes
   * @param key its public key
   */
  record Made(UUID aaguid, byte[] id, CoseKey key) {}

  /**
   * Reads it to its last byte.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static AuthenticatorData read(byte[] bytes) {
    var input = ByteBuffer.wrap(bytes);
    try {
      var data = read(input);
      if (input.hasRemaining()) {
        throw new IllegalArgumentException("something follows its authenticator data");
      }
      return data;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("its authenticator data ends too early");
    }
  }

  private static AuthenticatorData read(ByteBuffer input) {
    var hash = new byte[32];
    input.get(hash);
    int flags = input.get();
    long counter = input.getInt() & 0xffff_ffffL;
    var made = (flags & HAS_CREDENTIAL) == 0 ? null : made(input);
    if ((flags & HAS_EXTENSIONS) != 0 && !(Cbor.next(input) instanceof Map)) {
      throw new IllegalArgumentException("its extensions are no map");
    }
    return new AuthenticatorData(hash, flags, counter, made);
  }

  private static Made made(ByteBuffer input) {
    var aaguid = new UUID(input.getLong(), input.getLong());
    int length = input.getShort() & 0xffff;
    if (length < 1 || length > LONGEST_ID) {
      throw new IllegalArgumentException("its credential id is not 1 to 1023 bytes long");
    }
    var id = new byte[length];
    input.get(id);
    int start = input.position();
    var key = Cbor.next(input);
    var encoded = Arrays.copyOfRange(input.array(), start, input.position());
    return new Made(aaguid, id, CoseKey.of(key, encoded));
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
