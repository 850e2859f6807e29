package io.tetrapylon.dialect.sta;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a user's 16 id bytes are written in a path, by the header {@code Object-Id-Format}. The bytes
 * are in the order of RFC 4122.
 */
enum UserIdFormat {
  /** With the alphabet for URLs too, with padding or without. */
  BASE64 {
    @Override
    byte[] decode(String text) {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    }
  },
  HEX {
    @Override
    byte[] decode(String text) {
      return HexFormat.of().parseHex(text);
    }
  };

  private static final int ID_BYTES = 16;

  /** The format of a header's value, base64 where there is none, or null where nobody knows it. */
  static @Nullable UserIdFormat of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return BASE64;
    }
    for (var format : values()) {
      if (format.word().equals(header.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    return null;
  }

  /** The word that travels. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The id that is written so, or null where it is none. */
  @Nullable UUID read(String text) {
    try {
      var bytes = decode(text);
      return bytes.length == ID_BYTES ? id(ByteBuffer.wrap(bytes)) : null;
    } catch (IllegalArgumentException notWrittenSo) {
      return null;
    }
  }

  abstract byte[] decode(String text);

  private static UUID id(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
