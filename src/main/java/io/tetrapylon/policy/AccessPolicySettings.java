package io.tetrapylon.policy;

import io.tetrapylon.kernel.Member;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of an access policy. Groups, resources and networks are given by id or by
 * name and read back as names, resources as their numbers.
 *
 * @param name unique in the tenant
 * @param enabled whether it takes part
 * @param groups whose users it is for; none means nobody
 * @param resources where it applies; none means nowhere
 * @param networks where the attempt must come from; none means from anywhere
 * @param methods what it allows; none means that it applies and allows nothing
 * @param schedule when it applies; null means always
 */
public record AccessPolicySettings(
    String name,
    boolean enabled,
    List<String> groups,
    List<String> resources,
    List<String> networks,
    Set<Method> methods,
    @Nullable Schedule schedule) {
  /** Refuses a name that is none with {@code MEMBER_INVALID}; copies the lists. */
  public AccessPolicySettings {
    name = Member.text("name", name.strip(), 200);
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    networks = List.copyOf(networks);
    var inOrder = EnumSet.noneOf(Method.class);
    inOrder.addAll(methods);
    methods = Collections.unmodifiableSet(inOrder);
  }
}
