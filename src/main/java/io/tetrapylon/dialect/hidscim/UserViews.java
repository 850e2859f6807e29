package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Groups;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Adds to users what this API tells of them, by one read for all that are on a page. */
@Singleton
class UserViews {
  private final Users users;
  private final Groups groups;
  private final Authenticators authenticators;

  UserViews(Users users, Groups groups, Authenticators authenticators) {
    this.users = users;
    this.groups = groups;
    this.authenticators = authenticators;
  }

  Uni<UserView> of(Entered by, User user) {
    return of(by, List.of(user)).map(views -> views.get(0));
  }

  Uni<Slice<UserView>> of(Entered by, Slice<User> page) {
    return of(by, page.items()).map(views -> new Slice<>(views, page.total()));
  }

  private Uni<List<UserView>> of(Entered by, List<User> all) {
    var ids = all.stream().map(User::id).collect(Collectors.toSet());
    var memberOf = all.stream().flatMap(user -> user.groups().stream()).collect(Collectors.toSet());
    return users
        .attributes(by.tenant(), ids)
        .chain(
            attributes ->
                groups
                    .names(by.tenant(), by.room(), memberOf)
                    .chain(
                        names ->
                            held(by, all)
                                .map(
                                    held ->
                                        all.stream()
                                            .map(user -> view(user, attributes, names, held))
                                            .toList())));
  }

  private Uni<List<Authenticator>> held(Entered by, List<User> all) {
    return by.caller().permissions().contains(Permission.CREDENTIAL_VIEW) && !all.isEmpty()
        ? authenticators.ofUsers(by.tenant(), all.stream().map(UserViews::owner).toList())
        : Uni.createFrom().item(List.of());
  }

  private static Authenticator.Owner owner(User user) {
    return new Authenticator.Owner(user.id(), user.number(), user.profile().username());
  }

  private static UserView view(
      User user,
      Map<UUID, Map<String, String>> attributes,
      Map<UUID, String> names,
      List<Authenticator> held) {
    return new UserView(
        user,
        names(user.groups(), names),
        attributes.getOrDefault(user.id(), Map.of()),
        held.stream().filter(each -> each.owner().id().equals(user.id())).toList());
  }

  private static List<String> names(Set<UUID> groups, Map<UUID, String> names) {
    return groups.stream().filter(names::containsKey).map(names::get).sorted().toList();
  }
}
