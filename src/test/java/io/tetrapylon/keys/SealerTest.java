package io.tetrapylon.keys;

import static io.tetrapylon.keys.Keys.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Secret;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealerTest {
  private static final SealedColumn COLUMN = new SealedColumn("credential", "id", "sealed_secret");
  private static final UUID ROW = UUID.fromString("0192aaaa-0000-7000-8000-00000000000a");
  private static final Secret PLAIN = Secret.of("a seed of twenty byte");

  private final TenantKeys keys = Keys.tenant(TENANT, 1);
  private final byte[] sealed = keys.seal(COLUMN, ROW, PLAIN);

  @Test
  void whatWasSealedOpensInItsPlace() {
    assertEquals(PLAIN, keys.open(COLUMN, ROW, sealed));
  }

  @Test
  void sealingTwiceGivesDifferentBytes() {
    assertFalse(Arrays.equals(sealed, keys.seal(COLUMN, ROW, PLAIN)));
  }

  @Test
  void theLayoutIsFormatVersionNonceCiphertextTag() {
    assertEquals(1 + 4 + 12 + PLAIN.length() + 16, sealed.length);
    assertEquals(1, sealed[0]);
    assertEquals(1, Sealer.version(sealed));
  }

  @Test
  void aValueMovedToAnotherRowDoesNotOpen() {
    var other = UUID.fromString("0192aaaa-0000-7000-8000-00000000000b");

    assertThrows(SealBroken.class, () -> keys.open(COLUMN, other, sealed));
  }

  @Test
  void aValueMovedToAnotherTableDoesNotOpen() {
    var other = new SealedColumn("operator", "id", "sealed_secret");

    assertThrows(SealBroken.class, () -> keys.open(other, ROW, sealed));
  }

  @Test
  void aValueMovedToAnotherColumnDoesNotOpen() {
    var other = new SealedColumn("credential", "id", "sealed_other");

    assertThrows(SealBroken.class, () -> keys.open(other, ROW, sealed));
  }

  @Test
  void aValueMovedToAnotherTenantDoesNotOpenEvenUnderTheSameKey() {
    var other = Keys.tenant(UUID.fromString("0192aaaa-0000-7000-8000-000000000002"), 1);

    assertThrows(SealBroken.class, () -> other.open(COLUMN, ROW, sealed));
  }

  static IntStream positions() {
    return IntStream.range(0, 1 + 4 + 12 + PLAIN.length() + 16);
  }

  @ParameterizedTest
  @MethodSource("positions")
  void aFlippedBitAnywhereIsNoticed(int position) {
    var altered = sealed.clone();
    altered[position] ^= 1;

    assertThrows(SealBroken.class, () -> keys.open(COLUMN, ROW, altered));
  }

  @ParameterizedTest
  @MethodSource("positions")
  void aValueCutAnywhereIsNoticed(int length) {
    var cut = Arrays.copyOf(sealed, length);

    assertThrows(SealBroken.class, () -> keys.open(COLUMN, ROW, cut));
  }

  @Test
  void theVersionInTheValueIsBoundToo() {
    // given
    var both = Keys.tenant(TENANT, 1, 2);
    var altered = sealed.clone();

    // when
    altered[4] = 2;

    // then
    assertThrows(SealBroken.class, () -> both.open(COLUMN, ROW, altered));
  }

  @Test
  void olderVersionsOpenAndTheNewestSeals() {
    var later = Keys.tenant(TENANT, 1, 2);

    assertEquals(PLAIN, later.open(COLUMN, ROW, sealed));
    assertEquals(2, Sealer.version(later.seal(COLUMN, ROW, PLAIN)));
  }

  @Test
  void namesThatAreNotPlainSqlAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new SealedColumn("a; DROP TABLE b", "id", "c"));
  }
}
