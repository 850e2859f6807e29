package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.dialect.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body. What is wrong is gathered under the names of the members, in the order in
 * which they are read, so that a caller is told of all of it at once; null counts as absent, and
 * members that nobody asks for are ignored.
 */
final class Fields {
  private static final int LONGEST = 200;

  private final JsonNode members;
  private final List<String> invalid;
  private boolean backwards;

  private Fields(JsonNode members, List<String> invalid) {
    this.members = members;
    this.invalid = invalid;
  }

  /** The members of a body that must be there. */
  static Fields of(byte @Nullable [] body) {
    return new Fields(JsonBody.read(body), new ArrayList<>());
  }

  /** Refuses if anything that was read so far is not valid. */
  void check() {
    if (!invalid.isEmpty()) {
      throw new NevisRefusal(NevisError.fields(invalid));
    }
    if (backwards) {
      throw new NevisRefusal(NevisError.interval());
    }
  }

  /** A text that must be there; a stand-in where it is not valid. */
  String required(String name, int longest) {
    var text = text(name, longest);
    if (text == null && !invalid.contains(name)) {
      invalid.add(name);
    }
    return text == null ? "" : text;
  }

  /** A text that must not be empty where it is there. */
  @Nullable String nonEmpty(String name, int longest) {
    var value = member(name);
    return value != null && value.isTextual() && value.textValue().isEmpty()
        ? invalid(name)
        : text(name, longest);
  }

  /** A text of at most 200 characters that may be absent or empty, which is the same. */
  @Nullable String text(String name) {
    return text(name, LONGEST);
  }

  @Nullable String text(String name, int longest) {
    var value = member(name);
    if (value == null || (value.isTextual() && value.textValue().isEmpty())) {
      return null;
    }
    boolean fits = value.isTextual() && isPlain(value.textValue(), longest);
    return fits ? value.textValue() : invalid(name);
  }

  private static boolean isPlain(String text, int longest) {
    return text.length() <= longest
        && !text.isBlank()
        && text.codePoints().noneMatch(Fields::isUnfit);
  }

  /** What a database cannot hold; keys may have lines. */
  private static boolean isUnfit(int point) {
    int type = Character.getType(point);
    boolean breaks = point == '\n' || point == '\r' || point == '\t';
    return !breaks && (type == Character.CONTROL || type == Character.SURROGATE);
  }

  /** A text or a number; a stand-in where it is neither. */
  JsonNode textOrNumber(String name) {
    var value = member(name);
    boolean there =
        value != null && (value.isNumber() || (value.isTextual() && !value.textValue().isEmpty()));
    if (!there) {
      invalid(name);
    }
    return there && value != null ? value : members;
  }

  /** A whole number in a range, or null where it is absent. */
  @Nullable Long number(String name, long least, long most) {
    var value = member(name);
    if (value == null) {
      return null;
    }
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    return fits ? (Long) value.longValue() : this.<Long>invalid(name);
  }

  /** A word of an enumeration, or null where it is absent. */
  <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    var word = text(name);
    return word == null
        ? null
        : Arrays.stream(type.getEnumConstants())
            .filter(each -> each.name().equals(word))
            .findFirst()
            .orElseGet(() -> invalid(name));
  }

  /** What a reader makes of a text that is there; empty means that it is not valid. */
  <T> @Nullable T read(String name, Function<String, Optional<T>> reader) {
    var text = text(name);
    return text == null ? null : reader.apply(text).orElseGet(() -> invalid(name));
  }

  /** An object within, or null where it is absent. */
  @Nullable Fields object(String name) {
    var value = member(name);
    if (value == null) {
      return null;
    }
    return value instanceof ObjectNode object
        ? new Fields(object, invalid)
        : this.<Fields>invalid(name);
  }

  /** The period {@code validity}, or null where it is absent; its ends must be in order. */
  @Nullable Validity validity() {
    var period = object("validity");
    if (period == null) {
      return null;
    }
    var from = period.read("from", IsoDate::parse);
    var to = period.read("to", IsoDate::parse);
    backwards = from != null && to != null && !from.isBefore(to);
    return backwards ? null : new Validity(from, to);
  }

  private @Nullable JsonNode member(String name) {
    var value = members.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Says that a member is not valid. */
  void refuse(String name) {
    invalid.add(name);
  }

  private <T> @Nullable T invalid(String name) {
    invalid.add(name);
    return null;
  }
}
