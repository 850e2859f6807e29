package io.tetrapylon.credential.uaf.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes arrive, they are read or refused in the declared way. */
class TlvPropertiesTest {
  private static final byte[] VALID = valid();

  private static byte[] valid() {
    var request = new AuthRequest("a", "https://app.example", new byte[32], null, List.of());
    JsonArray message = request.message();
    return TestAuthenticator.of(1).draft(message, "https://app.example").assertion();
  }

  @Property(tries = 2000)
  void whatIsReadIsWrittenTheSameWay(@ForAll byte[] bytes) {
    try {
      var parts = Tlv.all(bytes).stream().map(Tlv::encoded).toArray(byte[][]::new);
      assertArrayEquals(bytes, TestAuthenticator.concat(parts));
    } catch (IllegalArgumentException expected) {
      // A value that ends too early.
    }
  }

  @Property(tries = 2000)
  void anyBytesAreAnAssertionOrAreRefused(@ForAll byte[] bytes) {
    readOrRefused(bytes);
  }

  @Property(tries = 5000)
  void aBrokenAssertionIsReadOrRefused(@ForAll("broken") byte[] bytes) {
    readOrRefused(bytes);
  }

  @Provide
  Arbitrary<byte[]> broken() {
    var places = Arbitraries.integers().between(0, VALID.length - 1);
    var values = Arbitraries.bytes();
    return net.jqwik.api.Combinators.combine(places, values, places, Arbitraries.of(true, false))
        .as(TlvPropertiesTest::broken);
  }

  private static byte[] broken(int at, byte value, int end, boolean cut) {
    var copy = cut ? Arrays.copyOf(VALID, end) : VALID.clone();
    if (at < copy.length) {
      copy[at] = value;
    }
    return copy;
  }

  private static void readOrRefused(byte[] bytes) {
    try {
      AuthAssertion.read(bytes);
    } catch (IllegalArgumentException expected) {
      // The declared way.
    }
  }
}
