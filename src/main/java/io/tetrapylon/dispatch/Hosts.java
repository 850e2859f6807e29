package io.tetrapylon.dispatch;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a message may go to, in lower case. A name that begins with a dot stands for every
 * host below it; only the fixed hosts of providers are written so.
 */
public record Hosts(Set<String> names) {
  /** Copies the names. */
  public Hosts {
    names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The hosts that a tenant allows. */
  public static Hosts of(Collection<String> allowed) {
    return new Hosts(Set.copyOf(allowed));
  }

  /** These and a provider's fixed ones. */
  public Hosts and(Set<String> fixed) {
    var all = new java.util.HashSet<>(names);
    all.addAll(fixed);
    return new Hosts(all);
  }

  boolean contains(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return names.contains(name)
        || names.stream().anyMatch(suffix -> suffix.startsWith(".") && name.endsWith(suffix));
  }
}
