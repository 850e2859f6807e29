package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a PATCH (RFC 7644 section 3.5.2) as the members that a PUT would have. Of
 * multi-valued attributes users have one value here, so what selects among them is not looked at.
 */
final class UserPatch {
  private static final int MOST = 100;
  private static final Pattern SELECTION = Pattern.compile("\\[([^\\]]*)\\]");
  private static final List<String> SIMPLE =
      List.of("userName", "externalId", "active", "title", "displayName", "name");

  private final Map<String, @Nullable Object> members =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> groups;

  private UserPatch(List<String> groups) {
    this.groups = new ArrayList<>(groups);
  }

  /** What the operations make of a user who is in these groups. */
  static ScimBody read(ScimBody body, List<String> groups) {
    var operations = body.objects("Operations");
    Member.check(!operations.isEmpty(), "Operations", "must be there.");
    Member.check(operations.size() <= MOST, "Operations", "must be at most 100.");
    var patch = new UserPatch(groups);
    for (var operation : operations) {
      patch.apply(operation);
    }
    return new ScimBody("", patch.members);
  }

  private void apply(ScimBody operation) {
    var word = operation.required("op").toLowerCase(Locale.ROOT);
    var path = operation.text("path");
    var value = operation.raw("value");
    switch (word) {
      case "add", "replace" -> set(word, path, value);
      case "remove" -> {
        if (path == null) {
          throw new HidRefusal(HidError.INVALID_PATH, "What is removed must have a path.");
        }
        remove(path);
      }
      default -> throw Member.invalid("Operations.op", "must be add, replace or remove.");
    }
  }

  private void set(String word, @Nullable String path, @Nullable Object value) {
    if (path != null) {
      put(word, path, value);
    } else if (value instanceof JsonObject object) {
      object.forEach(each -> put(word, each.getKey(), each.getValue()));
    } else {
      throw Member.invalid("Operations.value", "must be an object where there is no path.");
    }
  }

  private void put(String word, String path, @Nullable Object value) {
    var name = name(path);
    if (name.equalsIgnoreCase("groups")) {
      if (!word.equals("add")) {
        groups.clear();
      }
      names(value).forEach(groups::add);
      putGroups();
    } else if (isValue(name, "emails") || isValue(name, "phoneNumbers")) {
      members.put(name.replaceFirst("\\..*", ""), values(value));
    } else if (name.toLowerCase(Locale.ROOT).startsWith("name.")) {
      part("name").put(name.substring("name.".length()), value);
    } else if (name.toLowerCase(Locale.ROOT)
        .startsWith(UserJson.ATTRIBUTES.toLowerCase(Locale.ROOT))) {
      members.put(
          UserJson.ATTRIBUTES,
          value instanceof JsonObject ? value : new JsonObject().put("attributes", value));
    } else if (SIMPLE.stream().anyMatch(name::equalsIgnoreCase)) {
      members.put(name, value);
    } else {
      throw new HidRefusal(HidError.INVALID_PATH, "There is no such attribute of a user.");
    }
  }

  private void remove(String path) {
    var name = name(path);
    var selection = SELECTION.matcher(path);
    if (name.equalsIgnoreCase("groups") && selection.find()) {
      groups.removeIf(group -> selection.group(1).endsWith("\"" + group + "\""));
      putGroups();
    } else if (isValue(name, "emails") || isValue(name, "phoneNumbers")) {
      members.put(name.replaceFirst("\\..*", ""), new JsonArray());
    } else if (name.equalsIgnoreCase("groups")) {
      groups.clear();
      putGroups();
    } else {
      put("replace", path, null);
    }
  }

  private void putGroups() {
    var all = new JsonArray();
    groups.forEach(name -> all.add(new JsonObject().put("value", name)));
    members.put("groups", all);
  }

  private JsonObject part(String name) {
    if (!(members.get(name) instanceof JsonObject)) {
      members.put(name, new JsonObject());
    }
    return (JsonObject) java.util.Objects.requireNonNull(members.get(name));
  }

  /** Without the core schema's URN, and without what selects among values. */
  private static String name(String path) {
    var bare = SELECTION.matcher(path).replaceAll("");
    var core = UserJson.SCHEMA + ":";
    return bare.regionMatches(true, 0, core, 0, core.length())
        ? bare.substring(core.length())
        : bare;
  }

  private static boolean isValue(String name, String attribute) {
    return name.equalsIgnoreCase(attribute) || name.equalsIgnoreCase(attribute + ".value");
  }

  private static JsonArray values(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    if (value == null) {
      return new JsonArray();
    }
    return new JsonArray()
        .add(value instanceof JsonObject ? value : new JsonObject().put("value", value));
  }

  private static List<String> names(@Nullable Object value) {
    var names = new ArrayList<String>();
    for (var each : values(value)) {
      if (!(each instanceof JsonObject group && group.getValue("value") instanceof String name)) {
        throw Member.invalid("groups", "must have values.");
      }
      names.add(name);
    }
    return names;
  }
}
