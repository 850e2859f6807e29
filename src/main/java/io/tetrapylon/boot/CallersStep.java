package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.boot.tenantfile.ApiClientEntry;
import io.tetrapylon.boot.tenantfile.CibaEntry;
import io.tetrapylon.boot.tenantfile.OperatorEntry;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.BackchannelClient;
import io.tetrapylon.tenant.BackchannelClients;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Operators;
import io.tetrapylon.tenant.RequestKey;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API clients, each with its key, and operators. */
@ApplicationScoped
class CallersStep implements TenantStep {
  private final ApiClients clients;
  private final BackchannelClients backchannel;
  private final IssuersStep issuers;
  private final Operators operators;
  private final Users users;
  private final GroupNames groups;

  CallersStep(
      ApiClients clients,
      BackchannelClients backchannel,
      IssuersStep issuers,
      Operators operators,
      Users users,
      GroupNames groups) {
    this.clients = clients;
    this.backchannel = backchannel;
    this.issuers = issuers;
    this.operators = operators;
    this.users = users;
    this.groups = groups;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.each(entry.apiClients(), client -> client(tenant, entry, client))
        .chain(() -> operators(tenant, entry.operators()));
  }

  /** Operators of a tenant, or of the installation. */
  Uni<Void> operators(UUID tenant, List<OperatorEntry> entries) {
    return Sequence.each(
        entries,
        entry ->
            Sequence.ifMissing(
                operators.find(tenant, entry.login()),
                none ->
                    operators.create(
                        Authority.SYSTEM, tenant, entry.login(), entry.password(), entry.role())));
  }

  private Uni<Void> client(UUID tenant, TenantEntry file, ApiClientEntry entry) {
    return Sequence.ifMissing(
        clients.find(tenant, entry.accessId()),
        none ->
            Uni.combine()
                .all()
                .unis(
                    owner(tenant, entry.user()),
                    dataroom(tenant, entry.dataroom()),
                    issuers.external(tenant, file, entry.external()))
                .usingConcurrencyOf(1)
                .asTuple()
                .map(found -> draft(entry, found.getItem1(), found.getItem2(), found.getItem3()))
                .chain(draft -> clients.create(Authority.SYSTEM, tenant, draft))
                .call(made -> register(tenant, made.client().id(), entry.ciba())));
  }

  private Uni<?> register(UUID tenant, UUID client, @Nullable CibaEntry entry) {
    return entry == null
        ? Uni.createFrom().voidItem()
        : backchannel.set(Authority.SYSTEM, tenant, client, registration(entry), null);
  }

  private static BackchannelClient registration(CibaEntry entry) {
    return new BackchannelClient(
        entry.delivery(),
        BackchannelClient.endpoint(entry.endpoint()),
        entry.requestKey() == null
            ? null
            : RequestKey.of(
                StrictJson.object(entry.requestKey().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> Member.invalid("requestKey", "is no JSON object."))));
  }

  private Uni<Optional<UUID>> owner(UUID tenant, @Nullable String username) {
    return username == null
        ? Uni.createFrom().item(Optional.empty())
        : users
            .find(tenant, Dataroom.ALL, username)
            .onItem()
            .ifNull()
            .failWith(
                () -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no user " + username + "."))
            .map(User::id)
            .map(Optional::of);
  }

  private Uni<Optional<Set<UUID>>> dataroom(UUID tenant, @Nullable List<String> names) {
    return names == null
        ? Uni.createFrom().item(Optional.empty())
        : groups.ids(tenant, names).map(Optional::of);
  }

  private static ApiClient.Draft draft(
      ApiClientEntry entry,
      Optional<UUID> owner,
      Optional<Set<UUID>> dataroom,
      Optional<ApiClient.External> external) {
    var access = entry.readOnly() ? Caller.Access.READ_ONLY : Caller.Access.READ_WRITE;
    var grants =
        new ApiClient.Grants(
            access, Set.copyOf(entry.permissions()), owner.orElse(null), dataroom.orElse(null));
    return new ApiClient.Draft(
        entry.accessId(),
        entry.password(),
        entry.apiKey(),
        new ApiClient.Settings(grants, external.orElse(null), true));
  }
}
