package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids as callers write them: 36 characters, in either case. {@link UUID#fromString} takes shorter
 * texts too, so that one id would have several.
 */
public final class UuidText {
  private UuidText() {}

  /** The id, or null for a text that is none. */
  public static @Nullable UUID read(String text) {
    try {
      var id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? id : null;
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }

  /**
   * The same; a text that is none is refused as an id that nobody has.
   *
   * @param unknown how that is refused
   */
  public static UUID read(String text, Reason unknown) {
    var id = read(text);
    if (id == null) {
      throw new Refusal(unknown);
    }
    return id;
  }
}
