package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What access policies refer to: ids or names become ids, and ids become names again. It only
 * reads, and within a transaction; groups and resources are other features' tables.
 */
final class PolicyReferences {
  private static final String GROUPS = "select id, name from user_group where tenant_id = :tenant";
  private static final String NETWORKS = "select id, name from network where tenant_id = :tenant";
  private static final String RESOURCES = "select id, name from resource where tenant_id = :tenant";
  private static final String NAMED = " and (cast(id as text) in (:texts) or name in (:texts))";
  private static final String WITH_ID = " and id in (:ids)";

  private PolicyReferences() {}

  /** What a policy refers to, by id. */
  record Found(Set<UUID> groups, Set<Long> resources, Set<UUID> networks) {}

  /** The names of groups and networks by their ids. */
  record Names(Map<UUID, String> groups, Map<UUID, String> networks) {
    AccessPolicySettings settings(AccessPolicyEntity row) {
      return new AccessPolicySettings(
          row.name,
          row.enabled,
          sorted(row.groups, groups),
          row.resources.stream().sorted().map(String::valueOf).toList(),
          sorted(row.networks, networks),
          row.methods(),
          row.schedule());
    }

    StoredAccessPolicy view(AccessPolicyEntity row) {
      return new StoredAccessPolicy(
          row.id, row.position, settings(row), row.createdAt, row.version);
    }

    private static List<String> sorted(Set<UUID> ids, Map<UUID, String> names) {
      return ids.stream().map(id -> names.getOrDefault(id, id.toString())).sorted().toList();
    }
  }

  private record Target(Object id, String name) {}

  /** The ids; what is not there, or has a name that several have, is MEMBER_INVALID. */
  static Uni<Found> find(UUID tenant, AccessPolicySettings settings) {
    return named(GROUPS, tenant, settings.groups())
        .chain(
            groups ->
                named(RESOURCES, tenant, settings.resources())
                    .chain(
                        resources ->
                            named(NETWORKS, tenant, settings.networks())
                                .map(networks -> found(settings, groups, resources, networks))));
  }

  private static Found found(
      AccessPolicySettings settings,
      List<Target> groups,
      List<Target> resources,
      List<Target> networks) {
    return new Found(
        picked("groups", settings.groups(), groups, UUID.class),
        picked("resources", settings.resources(), resources, Long.class),
        picked("networks", settings.networks(), networks, UUID.class));
  }

  /** The names of all that these policies refer to. */
  static Uni<Names> names(UUID tenant, Collection<AccessPolicyEntity> rows) {
    var groups = new HashSet<UUID>();
    var networks = new HashSet<UUID>();
    rows.forEach(
        row -> {
          groups.addAll(row.groups);
          networks.addAll(row.networks);
        });
    return named(GROUPS, tenant, groups)
        .chain(g -> named(NETWORKS, tenant, networks).map(n -> new Names(g, n)));
  }

  private static Uni<List<Target>> named(String select, UUID tenant, List<String> texts) {
    return texts.isEmpty()
        ? Uni.createFrom().item(List.of())
        : targets(select + NAMED, tenant, "texts", texts);
  }

  private static Uni<Map<UUID, String>> named(String select, UUID tenant, Set<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : targets(select + WITH_ID, tenant, "ids", ids)
            .map(
                targets -> {
                  var names = new HashMap<UUID, String>();
                  targets.forEach(target -> names.put((UUID) target.id(), target.name()));
                  return names;
                });
  }

  private static Uni<List<Target>> targets(
      String sql, UUID tenant, String parameter, Collection<?> values) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(sql, Object[].class)
                    .setParameter("tenant", tenant)
                    .setParameter(parameter, values)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> new Target(row[0], (String) row[1])).toList());
  }

  private static <T> Set<T> picked(
      String member, List<String> wanted, List<Target> targets, Class<T> type) {
    var ids = new LinkedHashSet<T>();
    wanted.forEach(text -> ids.add(type.cast(one(member, text, targets))));
    return ids;
  }

  /** An id is meant before a name. */
  private static Object one(String member, String text, List<Target> targets) {
    for (var target : targets) {
      if (target.id().toString().equalsIgnoreCase(text)) {
        return target.id();
      }
    }
    var sameName = targets.stream().filter(target -> target.name().equals(text)).toList();
    Member.check(!sameName.isEmpty(), member, "there is no '" + CleanText.of(text) + "'.");
    Member.check(sameName.size() == 1, member, "several are called '" + CleanText.of(text) + "'.");
    return sameName.get(0).id();
  }
}
