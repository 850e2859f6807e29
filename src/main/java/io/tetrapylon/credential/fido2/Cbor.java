package io.tetrapylon.credential.fido2;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) as strictly as WebAuthn lets one: well-formed to the last byte, no key
 * twice in a map, no tag, no deeper than {@value #DEEPEST}. Lengths may be indefinite, because old
 * exports are.
 *
 * <p>A value is a {@link Long}, {@link String}, {@code byte[]}, {@link Boolean}, {@link Double},
 * {@link List} or {@link Map} with its keys in order; null and undefined are null.
 */
final class Cbor {
  static final int DEEPEST = 8;

  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xff;

  private final ByteBuffer input;

  private Cbor(ByteBuffer input) {
    this.input = input;
  }

  /**
   * The one value that fills the bytes.
   *
   * @throws IllegalArgumentException when they hold anything else
   */
  static @Nullable Object read(byte[] bytes) {
    var input = ByteBuffer.wrap(bytes);
    var value = next(input);
    if (input.hasRemaining()) {
      throw malformed("something follows");
    }
    return value;
  }

  /** The value that begins at the buffer's position, which is moved past it. */
  static @Nullable Object next(ByteBuffer input) {
    try {
      return new Cbor(input).value(0);
    } catch (BufferUnderflowException e) {
      throw malformed("it ends too early");
    }
  }

  private @Nullable Object value(int depth) {
    return value(octet(), depth);
  }

  private @Nullable Object value(int head, int depth) {
    if (depth > DEEPEST) {
      throw malformed("it is nested too deeply");
    }
    int info = head & 0x1f;
    return switch (head >> 5) {
      case 0 -> length(info);
      case 1 -> -1 - length(info);
      case 2 -> bytes(2, info);
      case 3 -> text(info);
      case 4 -> list(info, depth);
      case 5 -> map(info, depth);
      case 6 -> throw malformed("it holds a tag");
      default -> simple(info);
    };
  }

  /** An argument (RFC 8949 section 3), as far as it fits a long. */
  private long length(int info) {
    long value =
        switch (info) {
          case 24 -> octet();
          case 25 -> input.getShort() & 0xffff;
          case 26 -> input.getInt() & 0xffff_ffffL;
          case 27 -> input.getLong();
          default -> info;
        };
    if (info > 27 || value < 0) {
      throw malformed("a number is out of range");
    }
    return value;
  }

  private int count(int info) {
    long count = length(info);
    if (count > input.remaining()) {
      throw malformed("it ends too early");
    }
    return (int) count;
  }

  private byte[] bytes(int type, int info) {
    if (info == INDEFINITE) {
      return chunks(type);
    }
    var bytes = new byte[count(info)];
    input.get(bytes);
    return bytes;
  }

  /** The chunks of a string without a length are strings of the same type that have one. */
  private byte[] chunks(int type) {
    var all = new ByteArrayOutputStream();
    for (int head = octet(); head != BREAK; head = octet()) {
      if (head >> 5 != type || (head & 0x1f) == INDEFINITE) {
        throw malformed("a string has a part that is none");
      }
      all.writeBytes(bytes(type, head & 0x1f));
    }
    return all.toByteArray();
  }

  private String text(int info) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(3, info))).toString();
    } catch (CharacterCodingException e) {
      throw malformed("a text is not UTF-8");
    }
  }

  private List<@Nullable Object> list(int info, int depth) {
    var list = new ArrayList<@Nullable Object>();
    if (info == INDEFINITE) {
      for (int head = octet(); head != BREAK; head = octet()) {
        list.add(value(head, depth + 1));
      }
      return list;
    }
    for (int left = count(info); left > 0; left--) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<Object, @Nullable Object> map(int info, int depth) {
    var map = new LinkedHashMap<Object, @Nullable Object>();
    if (info == INDEFINITE) {
      for (int head = octet(); head != BREAK; head = octet()) {
        entry(map, head, depth);
      }
      return map;
    }
    for (int left = count(info); left > 0; left--) {
      entry(map, octet(), depth);
    }
    return map;
  }

  private void entry(Map<Object, @Nullable Object> map, int head, int depth) {
    var key = value(head, depth + 1);
    if (!(key instanceof Long || key instanceof String)) {
      throw malformed("a key is neither a number nor a text");
    }
    if (map.containsKey(key)) {
      throw malformed("a key stands there twice");
    }
    map.put(key, value(depth + 1));
  }

  private @Nullable Object simple(int info) {
    return switch (info) {
      case 20 -> false;
      case 21 -> true;
      case 22, 23 -> null;
      case 26 -> (double) input.getFloat();
      case 27 -> input.getDouble();
      default -> throw malformed("it holds a value of no known type");
    };
  }

  private int octet() {
    return input.get() & 0xff;
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("is not well-formed CBOR: " + why);
  }
}
