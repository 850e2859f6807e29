package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Forgot-token mode as operators see it: it ends by itself, or earlier. */
@ApplicationScoped
public class ForgotTokenMode {
  private static final String END =
      "update app_user set forgot_token_until = null where tenant_id = :tenant and id = :user";

  private final Ledger ledger;

  ForgotTokenMode(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Ends it, whether or not it has begun. Fails with {@code OBJECT_UNKNOWN} without the user. */
  public Uni<User> end(Actor actor, UUID tenant, Dataroom room, UUID user) {
    return ledger.change(
        actor,
        tenant,
        "forgot-token.end",
        () ->
            UserRows.get(tenant, room, user)
                .call(found -> Sql.execute(END, Map.of("tenant", tenant, "user", user)))
                .chain(found -> UserRows.get(tenant, room, user))
                .map(after -> Changed.ofUser(after, "user", after.profile().username(), user)));
  }
}
