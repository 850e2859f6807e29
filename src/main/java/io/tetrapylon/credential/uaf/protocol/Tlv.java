package io.tetrapylon.credential.uaf.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A tagged value (UAF Authenticator Commands section 4): tag and length are 16 bits each, the lower
 * byte first, so that there is one way to write it.
 *
 * @param tag 0 to 65535
 * @param value up to 65535 bytes
 */
record Tlv(int tag, byte[] value) {
  private static final int HEADER_BYTES = 4;
  private static final int UNSIGNED = 0xffff;

  /**
   * Reads values to the last byte.
   *
   * @throws IllegalArgumentException where the last one ends too early
   */
  static List<Tlv> all(byte[] bytes) {
    var input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var found = new ArrayList<Tlv>();
    try {
      while (input.hasRemaining()) {
        found.add(next(input));
      }
      return found;
    } catch (BufferUnderflowException endsTooEarly) {
      throw new IllegalArgumentException("a tagged value ends too early");
    }
  }

  private static Tlv next(ByteBuffer input) {
    int tag = input.getShort() & UNSIGNED;
    int length = input.getShort() & UNSIGNED;
    if (length > input.remaining()) {
      throw new BufferUnderflowException();
    }
    var value = new byte[length];
    input.get(value);
    return new Tlv(tag, value);
  }

  /** As it travels. */
  byte[] encoded() {
    return ByteBuffer.allocate(HEADER_BYTES + value.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) tag)
        .putShort((short) value.length)
        .put(value)
        .array();
  }
}
