package io.tetrapylon.policy;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import java.util.List;

/**
 * What an operator says of a network location.
 *
 * @param name unique in the tenant
 * @param cidrs its networks, at least one, in their canonical form
 */
public record NetworkSettings(String name, List<String> cidrs) {
  /** Refuses with {@code MEMBER_INVALID} what is no network. */
  public NetworkSettings {
    name = Member.text("name", name.strip(), 200);
    Member.check(!cidrs.isEmpty(), "cidrs", "a network location needs at least one network.");
    cidrs = cidrs.stream().map(NetworkSettings::canonical).distinct().toList();
  }

  private static String canonical(String cidr) {
    return Reading.of("cidrs", () -> Cidr.parse(cidr).toString());
  }
}
