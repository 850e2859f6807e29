package io.tetrapylon.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What reading a whole trail came to.
 *
 * @param tenantId whose trail
 * @param seals how many seals it has
 * @param rows how many sealed rows are there
 * @param unsealed how many rows are younger than the last seal
 * @param left how many sealed rows have left with their months
 * @param head {@code <number>:<hash>} of the last seal, to be kept elsewhere and compared next time
 * @param findings what is wrong; empty when nothing is
 * @param heads of all seals
 */
public record TrailReport(
    UUID tenantId,
    long seals,
    long rows,
    long unsealed,
    long left,
    String head,
    List<String> findings,
    Set<String> heads) {
  private static final int MOST_FINDINGS = 100;

  /** Copies. */
  public TrailReport {
    findings = List.copyOf(findings);
    heads = Set.copyOf(heads);
  }

  /** Whether nothing is wrong. */
  public boolean isIntact() {
    return findings.isEmpty();
  }

  /** The same, with a finding where a head that was kept is not one of this trail's. */
  TrailReport compared(@Nullable String kept) {
    if (kept == null || heads.contains(kept)) {
      return this;
    }
    var all = new ArrayList<>(findings);
    all.add("The seal " + kept + " is not in the trail: it was cut short or written anew.");
    return new TrailReport(tenantId, seals, rows, unsealed, left, head, all, heads);
  }

  /** Collects while the trail is read. */
  static final class Builder {
    private final UUID tenant;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> heads = new HashSet<>();
    private Seal last;
    private long rows;
    private long unsealed;
    private long left;

    Builder(UUID tenant) {
      this.tenant = tenant;
      this.last = Seal.none(tenant);
      heads.add(AuditVerification.head(last));
    }

    UUID tenant() {
      return tenant;
    }

    Seal last() {
      return last;
    }

    void seal(Seal seal, boolean genuine) {
      check(genuine, "The signature of seal " + seal.number() + " is not the installation's.");
      check(seal.follows(last), "Seal " + seal.number() + " does not follow the one before it.");
      last = seal;
      heads.add(AuditVerification.head(seal));
    }

    Builder span(Seal seal, MerkleTree tree) {
      rows += tree.leaves();
      check(
          tree.leaves() == seal.rows(),
          "Seal %d covers %d rows, and there are %d."
              .formatted(seal.number(), seal.rows(), tree.leaves()));
      check(
          tree.leaves() != seal.rows() || Arrays.equals(tree.root(), seal.root()),
          "The rows under seal " + seal.number() + " are not those that were sealed.");
      return this;
    }

    Builder left(Seal seal) {
      left += seal.rows();
      return this;
    }

    void forged(UUID row) {
      check(false, "Row " + row + " does not have the MAC that it was written with.");
    }

    Builder unsealed(long count) {
      unsealed = count;
      return this;
    }

    private void check(boolean holds, String finding) {
      if (!holds && findings.size() < MOST_FINDINGS) {
        findings.add(finding);
      }
    }

    TrailReport build() {
      return new TrailReport(
          tenant,
          last.number(),
          rows,
          unsealed,
          left,
          AuditVerification.head(last),
          findings,
          heads);
    }
  }
}
