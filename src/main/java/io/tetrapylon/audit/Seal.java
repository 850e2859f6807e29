package io.tetrapylon.audit;

import io.tetrapylon.keys.P256SigningKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What was in a tenant's trail between two ids, signed; each names the one before it, so that none
 * can be left out.
 *
 * @param tenantId whose trail
 * @param number from 1, without a gap
 * @param from the first id that it covers
 * @param until the first id that it does not
 * @param rows how many rows there were
 * @param root of the Merkle tree over them in the order of their ids
 * @param previous the hash of the seal before, zeros for the first
 * @param sealedAt when, in whole microseconds
 */
record Seal(
    UUID tenantId,
    long number,
    UUID from,
    UUID until,
    long rows,
    byte[] root,
    byte[] previous,
    Instant sealedAt) {
  private static final String PURPOSE = "tetrapylon audit seal 1";

  /** What the first seal of a trail follows. */
  static Seal none(UUID tenant) {
    var nothing = new byte[Hash.BYTES];
    return new Seal(tenant, 0, new UUID(0, 0), new UUID(0, 0), 0, nothing, nothing, Instant.EPOCH);
  }

  /** The seal after this one. */
  Seal next(UUID until, MerkleTree tree, Instant at) {
    return new Seal(
        tenantId, number + 1, this.until, until, tree.leaves(), tree.root(), hash(), at);
  }

  /** What the next seal names, and what somebody outside may keep to notice a trail cut short. */
  byte[] hash() {
    return number == 0 ? previous : Hash.of(signed());
  }

  /** What is signed. */
  byte[] signed() {
    return Hash.ofFields(
        PURPOSE.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        bytes(tenantId),
        bytes(number),
        bytes(from),
        bytes(until),
        bytes(rows),
        root,
        previous,
        bytes(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt)));
  }

  /** The signature of the installation's key. */
  byte[] signature(P256SigningKey key) {
    return key.sign(signed());
  }

  /** Whether it comes right after another. */
  boolean follows(Seal before) {
    return number == before.number + 1
        && from.equals(before.until)
        && java.util.Arrays.equals(previous, before.hash());
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
