package io.tetrapylon.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Breaks bodies at random, the same way each time. */
public final class Mutations {
  private static final List<byte[]> FRAGMENTS =
      Stream.of("\"", "{", "}", "[", "null", "1e400", "\\u0000", "\\ud800", "\\", ",", ":", "-")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();
  private static final List<byte[]> NASTY =
      List.of(
          "9".repeat(1200).getBytes(StandardCharsets.UTF_8),
          "[".repeat(40).getBytes(StandardCharsets.UTF_8),
          "\u202e".getBytes(StandardCharsets.UTF_8),
          new byte[] {-1},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {0});

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /** The body with one to three things broken. */
  public byte[] of(byte[] valid) {
    var body = valid;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      body = once(body);
    }
    return body;
  }

  private byte[] once(byte[] body) {
    int at = random.nextInt(body.length + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(body, at); // cut off
      case 1 -> spliced(body, at, at, fragment());
      case 2 -> spliced(body, at, Math.min(body.length, at + random.nextInt(8)), new byte[0]);
      default -> spliced(body, at, Math.min(body.length, at + 1), randomByte());
    };
  }

  private byte[] fragment() {
    var from = random.nextBoolean() ? FRAGMENTS : NASTY;
    return from.get(random.nextInt(from.size()));
  }

  private byte[] randomByte() {
    var one = new byte[1];
    random.nextBytes(one);
    return one;
  }

  private static byte[] spliced(byte[] body, int from, int to, byte[] insert) {
    var result = Arrays.copyOf(body, from + insert.length + body.length - to);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(body, to, result, from + insert.length, body.length - to);
    return result;
  }
}
