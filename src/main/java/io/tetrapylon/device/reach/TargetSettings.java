package io.tetrapylon.device.reach;

import io.tetrapylon.kernel.Member;
import org.jspecify.annotations.Nullable;

/**
 * What of a target may be changed.
 *
 * @param name what people call the phone, unique among a user's UAF targets, or null
 * @param active whether anything is sent to it
 * @param given how it is reached; of a phone of ours always {@link GivenTarget#NOTHING}, because
 *     such a phone says it itself
 */
public record TargetSettings(@Nullable String name, boolean active, GivenTarget given) {
  /** Refuses with {@code MEMBER_INVALID} a name that is blank or too long. */
  public TargetSettings {
    Member.optional("name", name, 200);
  }
}
