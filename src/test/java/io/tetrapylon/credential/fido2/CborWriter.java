package io.tetrapylon.credential.fido2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes CBOR as authenticators do: definite lengths, the shortest heads, keys as they come. */
public final class CborWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  public static byte[] write(Object value) {
    var writer = new CborWriter();
    writer.value(value);
    return writer.out.toByteArray();
  }

  private void value(Object value) {
    if (value instanceof Number number) {
      long n = number.longValue();
      head(n < 0 ? 1 : 0, n < 0 ? -1 - n : n);
    } else if (value instanceof byte[] bytes) {
      head(2, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof String text) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      head(3, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof List<?> list) {
      head(4, list.size());
      list.forEach(this::value);
    } else if (value instanceof Map<?, ?> map) {
      head(5, map.size());
      map.forEach(
          (key, each) -> {
            value(key);
            value(each);
          });
    } else if (value instanceof Boolean is) {
      out.write(is ? 0xf5 : 0xf4);
    } else {
      throw new AssertionError(value);
    }
  }

  private void head(int type, long argument) {
    if (argument < 24) {
      out.write(type << 5 | (int) argument);
    } else if (argument < 0x100) {
      out.write(type << 5 | 24);
      out.write((int) argument);
    } else if (argument < 0x10000) {
      out.write(type << 5 | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) argument).array());
    } else {
      out.write(type << 5 | 26);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) argument).array());
    }
  }
}
