package io.tetrapylon.dialect.mobile;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.device.CallingPhone;
import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an operation of this API is asked with: by which phone, and the body. */
@ApplicationScoped
public class CurrentPhone {
  private static final byte[] NOTHING = {};

  private final CurrentIdentityAssociation identity;
  private final RoutingContext request;

  CurrentPhone(CurrentIdentityAssociation identity, RoutingContext request) {
    this.identity = identity;
    this.request = request;
  }

  /**
   * A phone that asks.
   *
   * @param by the phone, which has proven that the request is its own
   * @param requestId names the request in the trail, or null
   */
  public record Asking(CallingPhone by, @Nullable String requestId) {
    /** Its tenant. */
    public UUID tenant() {
      return by.tenantId();
    }

    /** Its id. */
    public UUID id() {
      return by.phone().id();
    }

    /** The phone as the trail names it. */
    public Actor actor() {
      return by.actor(requestId);
    }
  }

  /** The phone, whatever its state is. */
  public Uni<Asking> inAnyState() {
    return identity
        .getDeferredIdentity()
        .map(
            known -> {
              if (known.getPrincipal() instanceof CallingPhone phone) {
                return new Asking(phone, requestId());
              }
              throw new Refusal(Reason.TOKEN_INVALID);
            });
  }

  /** The phone; one that is out of use is refused with {@code CREDENTIAL_LOCKED}. */
  public Uni<Asking> inUse() {
    return inAnyState()
        .invoke(
            asking -> {
              if (!asking.by().phone().usable()) {
                throw new Refusal(Reason.CREDENTIAL_LOCKED);
              }
            });
  }

  /** The body, which must be one JSON object; members that nobody asks for are ignored. */
  public JsonObject body() {
    return StrictJson.object(bytes(request)).orElseThrow(() -> new Refusal(Reason.BODY_UNREADABLE));
  }

  /** What names the request in the trail, or null. */
  public @Nullable String requestId() {
    var call = Call.of(request);
    return call == null ? null : call.requestId();
  }

  static byte[] bytes(RoutingContext request) {
    var call = Call.of(request);
    return call == null || call.body() == null ? NOTHING : call.body().getBytes();
  }
}
