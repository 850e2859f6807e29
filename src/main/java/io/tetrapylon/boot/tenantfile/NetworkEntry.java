package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.policy.Cidr;
import java.util.List;

/**
 * A place on the network that policies can refer to.
 *
 * @param name unique in the tenant
 * @param cidr its address ranges, at least one
 */
public record NetworkEntry(String name, List<Cidr> cidr) {
  static NetworkEntry read(Element element, Scope scope) {
    var members = element.members("name", "cidr");
    var name = members.get("name");
    var ranges = members.get("cidr");
    var cidrs = ranges.items().stream().map(item -> item.as(Cidr::parse)).toList();
    if (cidrs.isEmpty()) {
      throw ranges.mistake("must not be empty");
    }
    return new NetworkEntry(scope.networks().give(name, name.text()), cidrs);
  }
}
