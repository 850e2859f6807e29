package io.tetrapylon.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The root of a Merkle tree as RFC 9162 section 2.1.1 has it, over leaves that come one by one: it
 * keeps one hash for each bit of their number.
 */
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** The roots of full trees on the left, largest last, each with the number of its leaves. */
  private final Deque<Subtree> subtrees = new ArrayDeque<>();

  private long leaves;

  private record Subtree(long leaves, byte[] root) {}

  /** Adds the next leaf. */
  MerkleTree add(byte[] content) {
    leaves++;
    var added = new Subtree(1, Hash.of(LEAF, content));
    while (!subtrees.isEmpty() && subtrees.peek().leaves == added.leaves) {
      added = joined(subtrees.pop(), added);
    }
    subtrees.push(added);
    return this;
  }

  /** How many leaves there are. */
  long leaves() {
    return leaves;
  }

  /** The root of what was added so far; of nothing, the hash of nothing. */
  byte[] root() {
    Subtree right = null;
    for (var left : subtrees) {
      right = right == null ? left : joined(left, right);
    }
    return right == null ? Hash.of() : right.root;
  }

  private static Subtree joined(Subtree left, Subtree right) {
    return new Subtree(left.leaves + right.leaves, Hash.of(NODE, left.root, right.root));
  }
}
