package io.tetrapylon.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the trail is sealed and how long it is kept. */
@ConfigMapping(prefix = "tetrapylon.audit")
interface AuditConfig {
  /**
   * How often what is new in each tenant's trail is sealed; {@code off} for never. What is younger
   * than the last seal is guarded by the MAC of each row alone.
   */
  @WithDefault("10m")
  String sealEvery();

  /**
   * How many whole months of the trail stay beside the running one; 0 keeps all. A month leaves
   * only when all of it is sealed, and its seals stay.
   */
  @WithDefault("0")
  int monthsKept();
}
