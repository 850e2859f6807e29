package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request. Names are matched whatever their case (RFC 7643 section 2.1), null is as
 * good as absent (section 2.5), and what nobody asks for is ignored.
 *
 * @param path where it stands, for the sentences of refusals; empty or with a dot at its end
 * @param members by name
 */
record ScimBody(String path, Map<String, @Nullable Object> members) {
  /** The extension that holds a password. */
  static final String PASSWORD = "urn:hid:scim:api:idp:2.0:Password";

  /** The extension that holds an action. */
  static final String ACTION = "urn:hid:scim:api:idp:2.0:Action";

  private static final int LONGEST = 4000;

  /** Reads a body; one that is not one JSON object is refused with {@code BODY_UNREADABLE}. */
  static ScimBody read(byte @Nullable [] body) {
    return of(
        "",
        Optional.ofNullable(body)
            .flatMap(StrictJson::object)
            .orElseThrow(() -> new Refusal(Reason.BODY_UNREADABLE)));
  }

  private static ScimBody of(String path, JsonObject object) {
    var members = new TreeMap<String, @Nullable Object>(String.CASE_INSENSITIVE_ORDER);
    object.forEach(member -> members.put(member.getKey(), member.getValue()));
    return new ScimBody(path, members);
  }

  /** Whether the member is there, even as null. */
  boolean names(String member) {
    return members.containsKey(member);
  }

  /** An object, or null. */
  @Nullable ScimBody object(String member) {
    var value = members.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonObject object) {
      return of(path + member + ".", object);
    }
    throw invalid(member, "must be an object.");
  }

  /** An object that may be left out, which is as good as an empty one. */
  ScimBody inner(String member) {
    var object = object(member);
    return object == null ? new ScimBody(path + member + ".", Map.of()) : object;
  }

  /** The objects of an array; a single object is one, and none are an empty list. */
  List<ScimBody> objects(String member) {
    var value = members.get(member);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonObject one) {
      return List.of(of(path + member + ".", one));
    }
    if (!(value instanceof JsonArray array)) {
      throw invalid(member, "must be an array of objects.");
    }
    var all = new ArrayList<ScimBody>();
    for (var each : array) {
      if (!(each instanceof JsonObject object)) {
        throw invalid(member, "must be an array of objects.");
      }
      all.add(of(path + member + ".", object));
    }
    return all;
  }

  /** A text or a number as text, or null. */
  @Nullable String text(String member) {
    var value = members.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof String || value instanceof Integer || value instanceof Long) {
      var text = value.toString();
      return text.isEmpty() ? null : Member.text(path + member, text, LONGEST);
    }
    throw invalid(member, "must be a text.");
  }

  /** A text that must be there. */
  String required(String member) {
    var text = text(member);
    if (text == null) {
      throw invalid(member, "must be there.");
    }
    return text;
  }

  /** A whole number, written as such or as text, or null. */
  @Nullable Long number(String member) {
    var text = text(member);
    if (text == null) {
      return null;
    }
    if (!text.matches("-?[0-9]{1,18}")) {
      throw invalid(member, "must be a whole number.");
    }
    return Long.valueOf(text);
  }

  /** True or false, written as such or as text, or null. */
  @Nullable Boolean flag(String member) {
    var value = members.get(member);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value instanceof String text && text.matches("(?i)true|false")) {
      return Boolean.valueOf(text);
    }
    throw invalid(member, "must be true or false.");
  }

  /** The texts of an array, none if it is not there. */
  List<String> texts(String member) {
    var value = members.get(member);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String one) {
      return List.of(one.split(","));
    }
    if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw invalid(member, "must be an array of texts.");
  }

  /** A secret, or null where it is not there or empty; what is wrong with it is not repeated. */
  @Nullable Secret secret(String member) {
    var value = members.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      Member.check(
          text.codePoints()
              .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE),
          path + member,
          "holds broken Unicode.");
      return text.isEmpty() ? null : Secret.of(text);
    }
    throw invalid(member, "must be a text.");
  }

  /** What else there is, as it is. */
  @Nullable Object raw(String member) {
    return members.get(member);
  }

  private Refusal invalid(String member, String sentence) {
    return Member.invalid(path + member, sentence);
  }

  /** It may hold a password. */
  @Override
  public String toString() {
    return "ScimBody[***]";
  }
}
