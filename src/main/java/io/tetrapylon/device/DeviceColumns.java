package io.tetrapylon.device;

import io.tetrapylon.keys.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The sealed columns of this feature, so that a rotation of keys finds them. */
@Singleton
public final class DeviceColumns {
  /** Where a message goes: a JSON object whose members depend on the channel. */
  public static final SealedColumn ADDRESS =
      new SealedColumn("dispatch_target", "id", "sealed_address");

  /** What somebody else's phone said of where it is reached, as it was given: a JSON object. */
  public static final SealedColumn GIVEN =
      new SealedColumn("dispatch_target", "id", "sealed_given");

  @Produces
  @Singleton
  SealedColumn address() {
    return ADDRESS;
  }

  @Produces
  @Singleton
  SealedColumn given() {
    return GIVEN;
  }
}
