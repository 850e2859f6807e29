package io.tetrapylon.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a resource: the conditions under which it applies and the methods that it then
 * allows. A policy without methods applies and allows nothing.
 *
 * @param id its id
 * @param name its name, unique in the tenant
 * @param enabled whether it takes part at all
 * @param groups whose members it is for; without groups it is for nobody
 * @param networks where the attempt must come from; empty means from any place, or from nowhere
 * @param schedule when it applies; null means always
 * @param methods {@code [PASSWORD]} is a password only, {@code [PASSWORD, OTP, …]} a password and
 *     one of the others, {@code [OTP, …]} one of them and no password
 */
public record AccessPolicy(
    UUID id,
    String name,
    boolean enabled,
    Set<UUID> groups,
    List<Cidr> networks,
    @Nullable Schedule schedule,
    Set<Method> methods) {

  /** Copies the lists. */
  public AccessPolicy {
    groups = Set.copyOf(groups);
    networks = List.copyOf(networks);
    methods = inOrder(methods);
  }

  /** A policy that is enabled. */
  public AccessPolicy(
      UUID id,
      String name,
      Set<UUID> groups,
      List<Cidr> networks,
      @Nullable Schedule schedule,
      Set<Method> methods) {
    this(id, name, true, groups, networks, schedule, methods);
  }

  /** Whether an attempt must bring the password: alone, or beside another method. */
  public boolean wantsPassword() {
    return methods.contains(Method.PASSWORD);
  }

  /** Whether somebody in these groups is in one of the policy's. */
  boolean isFor(Set<UUID> memberships) {
    return !Collections.disjoint(groups, memberships);
  }

  /** Whether the password alone authenticates. */
  public boolean passwordOnly() {
    return methods.size() == 1 && wantsPassword();
  }

  /** Whether the method is one of the policy's. */
  public boolean allows(Method method) {
    return methods.contains(method);
  }

  private static Set<Method> inOrder(Collection<Method> methods) {
    var copy = EnumSet.noneOf(Method.class);
    copy.addAll(methods);
    return Collections.unmodifiableSet(copy);
  }
}
