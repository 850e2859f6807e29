package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code status} of a resource: whether it may be used, and from when until when. */
final class StatusJson {
  private StatusJson() {}

  static void put(Entered by, JsonObject status, Validity validity) {
    var from = validity.from();
    var to = validity.to();
    if (from != null) {
      status.put("startDate", ScimTime.text(from, by.version()));
    }
    if (to != null) {
      status.put("expiryDate", ScimTime.text(to, by.version()));
    }
  }

  /** The word of {@code status.status} among those that mean true and false, or null. */
  static @Nullable Boolean enabled(ScimBody status, Map<String, Boolean> words) {
    var word = status.text("status");
    if (word == null) {
      return null;
    }
    var enabled = words.get(word.toUpperCase(Locale.ROOT));
    if (enabled == null) {
      throw Member.invalid("status.status", "must be one of " + words.keySet() + ".");
    }
    return enabled;
  }

  /** The validity with what the request says of it; null takes a bound away. */
  static Validity validity(ScimBody status, Validity now) {
    return new Validity(
        time(status, "startDate", now.from()), time(status, "expiryDate", now.to()));
  }

  private static @Nullable Instant time(ScimBody status, String member, @Nullable Instant now) {
    if (!status.names(member)) {
      return now;
    }
    var text = status.text(member);
    return text == null ? null : ScimTime.read("status." + member, text);
  }
}
