package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One message of protocol buffers, as far as it is wanted here: numbers (wire type 0) and bytes
 * (2); fixed ones (1, 5) are passed over. Messages in it are bytes until somebody reads them.
 */
final class Protobuf {
  private static final int VARINT_BYTES = 10;

  private final Map<Integer, Long> numbers = new HashMap<>();
  private final Map<Integer, List<byte[]>> texts = new HashMap<>();
  private final byte[] encoded;
  private int at;

  private Protobuf(byte[] encoded) {
    this.encoded = encoded;
  }

  /** Reads a message, or tells that it is none. */
  static Protobuf read(byte[] encoded) {
    var message = new Protobuf(encoded);
    while (message.at < encoded.length) {
      message.field();
    }
    return message;
  }

  private void field() {
    long tag = varint();
    int number = (int) (tag >>> 3);
    switch ((int) (tag & 7)) {
      case 0 -> numbers.put(number, varint());
      case 1 -> take(8);
      case 2 -> texts.computeIfAbsent(number, first -> new ArrayList<>()).add(take(varint()));
      case 5 -> take(4);
      default -> throw broken();
    }
  }

  private byte[] take(long length) {
    if (length < 0 || length > encoded.length - at) {
      throw broken();
    }
    at += (int) length;
    return Arrays.copyOfRange(encoded, at - (int) length, at);
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      if (at == encoded.length) {
        throw broken();
      }
      byte next = encoded[at++];
      value |= (next & 0x7fL) << 7 * i;
      if (next >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private static Flawed broken() {
    return new Flawed("Its data is cut off or broken.");
  }

  /** The last number of that field, or 0. */
  long number(int field) {
    return numbers.getOrDefault(field, 0L);
  }

  /** The bytes of that field, each time that it is there. */
  Stream<byte[]> bytes(int field) {
    return texts.getOrDefault(field, List.of()).stream();
  }
}
