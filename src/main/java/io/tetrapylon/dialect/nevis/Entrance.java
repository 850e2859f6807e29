package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Tenants;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every request of this API passes before its body is looked at: rights, client, user,
 * dataroom.
 */
@Singleton
class Entrance {
  private final Users users;
  private final Tenants tenants;

  Entrance(Users users, Tenants tenants) {
    this.users = users;
    this.tenants = tenants;
  }

  /**
   * A request that may enter.
   *
   * @param caller who asks
   * @param user whose credentials
   * @param actor who asks, for the trail
   * @param body as sent
   */
  record Entered(Caller caller, User user, Actor actor, byte @Nullable [] body) {
    UUID tenant() {
      return caller.tenantId();
    }

    UUID userId() {
      return user.id();
    }

    String userExtId() {
      return user.profile().externalId();
    }
  }

  /** Lets a request in, or fails in the order that the contract gives. */
  Uni<Entered> enter(Asked asked, Access access) {
    var caller = asked.caller();
    if (caller == null) {
      return Uni.createFrom().failure(new Refusal(Reason.TOKEN_INVALID));
    }
    var missing = access.missing(caller);
    if (missing != null) {
      return access.isSelfAdmin() && caller.userId() != null
          ? enterSelf(asked, caller, missing)
          : refused(NevisError.rightMissing(missing));
    }
    return caller.tenantCode().equals(asked.client)
        ? enterClient(asked, caller, access)
        : refused(NevisError.clientUnknown(asked.client));
  }

  /** A user without the right sees what is their own; of all else not even whether it is there. */
  private Uni<Entered> enterSelf(Asked asked, Caller caller, String missing) {
    return find(asked, caller)
        .map(
            user -> {
              boolean self =
                  user != null
                      && caller.tenantCode().equals(asked.client)
                      && user.id().equals(caller.userId());
              if (!self) {
                throw new NevisRefusal(NevisError.rightMissing(missing));
              }
              return entered(asked, caller, user);
            });
  }

  private Uni<Entered> enterClient(Asked asked, Caller caller, Access access) {
    return find(asked, caller)
        .chain(
            user ->
                user == null
                    ? userUnknown(asked, caller)
                    : Uni.createFrom().item(seen(asked, caller, user, access)));
  }

  private Uni<@Nullable User> find(Asked asked, Caller caller) {
    return users.findByExternalId(caller.tenantId(), Dataroom.ALL, asked.user);
  }

  private Uni<Entered> userUnknown(Asked asked, Caller caller) {
    return clientName(caller.tenantId())
        .chain(name -> refused(NevisError.userUnknown(asked.user, name)));
  }

  private static Entered seen(Asked asked, Caller caller, User user, Access access) {
    if (!Dataroom.of(caller).sees(user.groups())) {
      throw new NevisRefusal(NevisError.dataroomDenied(access.right()));
    }
    return entered(asked, caller, user);
  }

  private static Entered entered(Asked asked, Caller caller, User user) {
    var call = asked.call();
    byte[] body = call.body() == null ? null : call.body().getBytes();
    return new Entered(caller, user, caller.actor(call.requestId()), body);
  }

  /** What the API calls a client in its sentences. */
  Uni<String> clientName(UUID tenant) {
    return tenants.get(tenant).map(found -> found.settings().name());
  }

  private static <T> Uni<T> refused(NevisError error) {
    return Uni.createFrom().failure(new NevisRefusal(error));
  }
}
