package io.tetrapylon.dialect.oidc;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.OAuthForm;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import jakarta.inject.Singleton;

/**
 * Lets clients in that show who they are. A client of another tenant, and one of a tenant that
 * nobody has, are refused like one with a wrong secret. Who was let in is known for five seconds.
 */
@Singleton
class Entrance {
  private final Callers callers;

  Entrance(Callers callers) {
    this.callers = callers;
  }

  /**
   * A client that may enter.
   *
   * @param client which one
   * @param form what it asks
   * @param requestId names the request
   */
  record Entered(Caller client, OAuthForm form, String requestId) {
    /** Refuses clients that may only read: they ask nobody and try nothing. */
    Entered requireReadWrite() {
      if (client.access() != Caller.Access.READ_WRITE) {
        throw new OidcRefusal(OidcError.UNAUTHORIZED_CLIENT);
      }
      return this;
    }
  }

  Uni<Entered> enter(Asked asked) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var form = asked.form();
              var shown = asked.credentials(form);
              return callers
                  .byPasswordHeld(shown.accessId(), shown.password())
                  .invoke(client -> requireTenant(client, asked.tenant))
                  .map(client -> new Entered(client, form, asked.requestId()));
            });
  }

  private static void requireTenant(Caller client, String tenant) {
    if (!client.tenantCode().equals(tenant)) {
      throw new Refusal(Reason.CLIENT_INVALID);
    }
  }
}
