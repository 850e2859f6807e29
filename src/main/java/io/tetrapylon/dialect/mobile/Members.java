package io.tetrapylon.dialect.mobile;

import io.tetrapylon.device.PushAddress;
import io.tetrapylon.device.PushChannel;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Members of a body by their type; what is wrong is told by the member's name. */
record Members(JsonObject body) {
  private static final int LONGEST = 8192;

  /** A text that must be there. */
  String text(String name) {
    return Member.text(name, optionalText(name), LONGEST);
  }

  /** A text that may be left out. */
  @Nullable String optionalText(String name) {
    var value = body.getValue(name);
    Member.check(value == null || value instanceof String, name, "must be a text.");
    return (String) value;
  }

  /** An object that must be there. */
  JsonObject object(String name) {
    Member.check(body.getValue(name) instanceof JsonObject, name, "must be an object.");
    return body.getJsonObject(name);
  }

  /** A key that must be there. */
  <T> T key(String name, Function<JsonObject, T> reader) {
    var jwk = object(name);
    return Reading.of(name, () -> reader.apply(jwk));
  }

  /** Where a phone is reached, or null. */
  static @Nullable PushAddress address(@Nullable Object target) {
    if (target == null) {
      return null;
    }
    Member.check(target instanceof JsonObject, "target", "must be an object.");
    var members = new Members((JsonObject) target);
    return new PushAddress(PushChannel.of(members.text("channel")), members.object("address"));
  }
}
