package io.tetrapylon.dispatch;

import io.tetrapylon.audit.PartitionedTable;
import io.tetrapylon.keys.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What jobs of other features have to know of this one's tables. */
@Singleton
final class DispatchTables {
  @Produces
  @Singleton
  SealedColumn settings() {
    return ChannelSettings.SETTINGS;
  }

  @Produces
  @Singleton
  PartitionedTable outbox(DispatchConfig config) {
    return new PartitionedTable("outbox", config.monthsKept());
  }
}
