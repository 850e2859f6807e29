package io.tetrapylon.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The root of a trail's rows: RFC 9162 section 2.1.1. */
class MerkleTreeTest {
  /** The leaves that implementations of Certificate Transparency test with. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void knownLeavesHaveTheirKnownRoot(int count, String root) {
    // given
    var tree = new MerkleTree();

    // when
    LEAVES.subList(0, count).forEach(leaf -> tree.add(HexFormat.of().parseHex(leaf)));

    // then
    assertEquals(root, HexFormat.of().formatHex(tree.root()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 100, 1000})
  void anyNumberOfLeavesHasTheRootOfTheDefinition(int count) {
    // given
    var leaves =
        IntStream.range(0, count).mapToObj(i -> new byte[] {(byte) i, (byte) (i >> 8)}).toList();
    var tree = new MerkleTree();

    // when
    leaves.forEach(tree::add);

    // then
    assertArrayEquals(defined(leaves), tree.root());
    assertEquals(count, tree.leaves());
  }

  @Test
  void aRootThatWasReadDoesNotEndTheTree() {
    // given
    var tree = new MerkleTree().add(new byte[] {1});
    tree.root();

    // when
    tree.add(new byte[] {2});

    // then
    assertArrayEquals(defined(List.of(new byte[] {1}, new byte[] {2})), tree.root());
  }

  /** The recursion of the RFC, word for word. */
  private static byte[] defined(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return Hash.of(new byte[] {0}, leaves.get(0));
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hash.of(
        new byte[] {1},
        defined(leaves.subList(0, split)),
        defined(leaves.subList(split, leaves.size())));
  }

  @Test
  void fieldsDoNotLendToTheirNeighbours() {
    assertEquals(
        false,
        Arrays.equals(
            Hash.ofFields(new byte[] {1, 2}, new byte[] {3}),
            Hash.ofFields(new byte[] {1}, new byte[] {2, 3})));
  }
}
