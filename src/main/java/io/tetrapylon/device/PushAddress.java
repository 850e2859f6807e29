package io.tetrapylon.device;

import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;

/**
 * Where a phone is reached.
 *
 * @param channel by which way
 * @param address the members that the channel reads; whoever knows them can send to the phone
 */
public record PushAddress(PushChannel channel, JsonObject address) {
  /** Refuses what the channel cannot read with {@code MEMBER_INVALID}. */
  public PushAddress {
    address = channel.checked(address);
  }

  /** As it is sealed, and read again by whoever sends. */
  public Secret plain() {
    return Secret.of(address.encode());
  }

  @Override
  public String toString() {
    return "PushAddress[" + channel + "]";
  }
}
