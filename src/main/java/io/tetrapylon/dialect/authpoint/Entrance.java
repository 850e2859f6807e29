package io.tetrapylon.dialect.authpoint;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every request of this API passes after its token was found good: API key, account, access,
 * and then the body, whose faults count only where the resource exists.
 */
@Singleton
class Entrance {
  private static final String API_KEY = "WatchGuard-API-Key";
  private static final long NO_RESOURCE = -1;

  private final Callers callers;
  private final Authentication authentication;

  Entrance(Callers callers, Authentication authentication) {
    this.callers = callers;
    this.authentication = authentication;
  }

  /**
   * A request that may enter.
   *
   * @param caller the login front end
   * @param requestId names it
   * @param resourceId which resource
   * @param body as sent
   */
  record Entered(Caller caller, String requestId, long resourceId, byte @Nullable [] body) {
    Attempt.Context context(String login, String originIpAddress) {
      return new Attempt.Context(caller, requestId, resourceId, login, Origin.of(originIpAddress));
    }
  }

  /** Lets a request in, or fails in the order that the contract gives. */
  Uni<Entered> enter(Asked asked, Caller.Access access) {
    var caller = asked.caller();
    return apiKey(asked.request, caller)
        .map(
            key -> {
              requireAccount(caller, asked.account);
              requireAccess(caller, access);
              return entered(asked, caller);
            });
  }

  /** Reads the body; what is wrong with it is said only when the resource exists. */
  <T> Uni<T> read(Entered entered, Function<byte @Nullable [], T> reader) {
    try {
      return Uni.createFrom().item(reader.apply(entered.body()));
    } catch (AuthPointRefusal refusal) {
      return authentication
          .requireResource(entered.caller().tenantId(), entered.resourceId())
          .map(
              known -> {
                throw refusal;
              });
    }
  }

  /** Any live key of the account will do, whichever client the token is of. */
  private Uni<Caller> apiKey(RoutingContext request, Caller caller) {
    String key = request.request().getHeader(API_KEY);
    if (key == null) {
      return Uni.createFrom().failure(new Refusal(Reason.API_KEY_INVALID));
    }
    return callers
        .byApiKey(key)
        .invoke(
            owner -> require(owner.tenantId().equals(caller.tenantId()), Reason.API_KEY_INVALID));
  }

  private static void requireAccount(Caller caller, String account) {
    require(caller.tenantCode().equals(account), Reason.TENANT_MISMATCH);
  }

  private static void requireAccess(Caller caller, Caller.Access access) {
    require(caller.kind() == Caller.Kind.API_CLIENT, Reason.ACCESS_READ_ONLY);
    require(
        access == Caller.Access.READ_ONLY || caller.access() == access, Reason.ACCESS_READ_ONLY);
  }

  private static void require(boolean holds, Reason otherwise) {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }

  private static Entered entered(Asked asked, Caller caller) {
    var call = Objects.requireNonNull(Call.of(asked.request));
    byte[] body = call.body() == null ? null : call.body().getBytes();
    return new Entered(caller, call.requestId(), number(asked.resource), body);
  }

  private static long number(String resource) {
    try {
      return Long.parseUnsignedLong(resource);
    } catch (NumberFormatException notANumber) {
      return NO_RESOURCE;
    }
  }
}
