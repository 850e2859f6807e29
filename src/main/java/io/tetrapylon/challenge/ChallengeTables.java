package io.tetrapylon.challenge;

import io.tetrapylon.audit.PartitionedTable;
import io.tetrapylon.keys.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What jobs of other features have to know of this one's tables. */
@Singleton
final class ChallengeTables {
  @Produces
  @Singleton
  PartitionedTable challenge(ChallengeConfig config) {
    return new PartitionedTable("challenge", config.keepMonths());
  }

  @Produces
  @Singleton
  PartitionedTable backchannel(ChallengeConfig config) {
    return new PartitionedTable("backchannel", config.keepMonths());
  }

  @Produces
  @Singleton
  SealedColumn notice() {
    return Backchannel.NOTICE;
  }
}
