package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.user.Dataroom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in.
 *
 * @param caller who asks, of the tenant in the path
 * @param requestId names the request in the trail
 * @param version of the API that is spoken
 * @param standardLists whether lists are called as RFC 7644 has it, {@code Resources}
 * @param seen the version that the caller saw, or null
 * @param body as sent, or null
 */
record Entered(
    Caller caller,
    String requestId,
    ApiVersion version,
    boolean standardLists,
    @Nullable Long seen,
    byte @Nullable [] body) {
  private static final Pattern TAG = Pattern.compile("(W/)?\"?([0-9]{1,18})\"?");

  /** A tag that no version has. */
  private static final long NEVER = -1;

  /**
   * Lets a request in. An end user's own token is no client's; another tenant is one that does not
   * exist.
   */
  static Entered of(HidRequest request) {
    var caller = request.caller();
    if (caller.kind() == Caller.Kind.USER) {
      throw new Refusal(Reason.TOKEN_INVALID);
    }
    if (!caller.tenantCode().equals(request.tenant)) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such tenant.");
    }
    return new Entered(
        caller,
        request.call().requestId(),
        ApiVersion.of(request.query("api-version")),
        "true".equals(request.query("rfc")),
        seen(request.ifMatch),
        request.body());
  }

  /** {@code meta.version} with and without the quotes of an entity tag (RFC 7644 section 3.14). */
  private static @Nullable Long seen(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    var tag = TAG.matcher(ifMatch.strip());
    return tag.matches() ? Long.parseLong(tag.group(2)) : NEVER;
  }

  /** The same, for what changes something: a read-only client may not. */
  Entered changing() {
    if (caller.access() == Caller.Access.READ_ONLY) {
      throw new Refusal(Reason.ACCESS_READ_ONLY);
    }
    return this;
  }

  /** Refuses who lacks a permission that the path alone does not ask for. */
  Entered with(String permission) {
    if (!caller.permissions().contains(permission)) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
    return this;
  }

  UUID tenant() {
    return caller.tenantId();
  }

  Actor actor() {
    return caller.actor(requestId);
  }

  Dataroom room() {
    return Dataroom.of(caller);
  }

  ScimBody object() {
    return ScimBody.read(body);
  }
}
