package io.tetrapylon.dialect.sta;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.Tenants;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * What every request of this API passes, in the order of CONTRACT section 2: key, tenant, right,
 * format of ids; and the user, when the operation has read its query. There is no tenant to be had
 * but from here.
 */
@Singleton
class Entrance {
  private final Callers callers;
  private final Tenants tenants;
  private final Users users;

  Entrance(Callers callers, Tenants tenants, Users users) {
    this.callers = callers;
    this.tenants = tenants;
    this.users = users;
  }

  /** Lets a request in; a token in another header counts for nothing here. */
  Uni<Entered> enter(Asked asked, StaOperation operation) {
    return asked.apiKey == null || asked.apiKey.isEmpty()
        ? Uni.createFrom().failure(new StaRefusal(StaWords.NO_API_KEY))
        : callers.byApiKey(asked.apiKey).map(caller -> entered(asked, caller, operation));
  }

  private static Entered entered(Asked asked, Caller caller, StaOperation operation) {
    require(!asked.tenant.isBlank(), StaWords.NO_TENANT_CODE);
    require(caller.tenantCode().equals(asked.tenant), StaWords.tenantUnknown(asked.tenant));
    require(operation.isAllowedTo(caller), StaWords.NO_PERMISSION);
    var format = UserIdFormat.of(asked.idFormat);
    if (format == null) {
      throw new StaRefusal(operation.formatUnknown());
    }
    return new Entered(caller, operation, format, asked.requestId());
  }

  /** Refuses what the tenant has not paid for, or has switched off. */
  Uni<Void> requireImport(Entered entered) {
    return tenants
        .get(entered.tenant())
        .invoke(
            tenant -> {
              require(tenant.settings().licence().fido(), StaWords.NOT_IN_PLAN);
              require(tenant.settings().staImport(), StaWords.IMPORT_OFF);
            })
        .replaceWithVoid();
  }

  /** The user of a path, as far as the caller sees users. */
  Uni<UUID> user(Entered entered, String written) {
    var operation = entered.operation();
    require(!written.isBlank(), operation.userIdMissing(entered.format(), written));
    var id = entered.format().read(written);
    if (id == null) {
      throw new StaRefusal(operation.userIdUnreadable(entered.format(), written));
    }
    return users
        .get(entered.tenant(), Dataroom.of(entered.caller()), id)
        .map(User::id)
        .onFailure(Entrance::isUnknown)
        .transform(none -> new StaRefusal(operation.userUnknown(entered.format(), written)));
  }

  static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }

  private static void require(boolean holds, StaProblem otherwise) {
    if (!holds) {
      throw new StaRefusal(otherwise);
    }
  }
}
