package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.policy.Method;
import io.tetrapylon.policy.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access policy; of a tenant's policies the first that matches decides.
 *
 * @param name unique in the tenant
 * @param groups whose users it is about, at least one
 * @param resources what they log in to, at least one
 * @param networks from where, or empty for anywhere
 * @param methods what it allows, at least one
 * @param schedule when, or null for always
 */
public record PolicyEntry(
    String name,
    List<String> groups,
    List<Long> resources,
    List<String> networks,
    List<Method> methods,
    @Nullable Schedule schedule) {

  static PolicyEntry read(Element element, Scope scope) {
    var members = element.members("name", "groups", "resources", "networks", "methods", "schedule");
    var name = members.get("name");
    return new PolicyEntry(
        scope.policies().give(name, name.text()),
        some(members.get("groups")).stream().map(scope::group).toList(),
        some(members.get("resources")).stream().map(scope::resource).toList(),
        members.each("networks", item -> scope.networks().refer(item, item.text())),
        some(members.get("methods")).stream().map(item -> item.as(Method::ofWireName)).toList(),
        members.find("schedule").map(PolicyEntry::schedule).orElse(null));
  }

  private static List<Element> some(Element list) {
    var items = list.items();
    if (items.isEmpty()) {
      throw list.mistake("must not be empty");
    }
    return items;
  }

  private static Schedule schedule(Element element) {
    var members = element.members("days", "from", "to", "zone");
    var days = members.get("days").items().stream().map(Element::text).toList();
    try {
      return Schedule.parse(
          days, members.text("from"), members.text("to"), members.textIfAny("zone").orElse("UTC"));
    } catch (IllegalArgumentException wrong) {
      throw element.mistake(String.valueOf(wrong.getMessage()));
    }
  }
}
