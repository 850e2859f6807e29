package io.tetrapylon.tenant;

import io.tetrapylon.audit.Actor;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: an API client, an operator or an end user, as it stood at most five seconds ago.
 *
 * @param tenantId the tenant that it belongs to
 * @param tenantCode that tenant's code
 * @param id its own id
 * @param kind what it is
 * @param name its access id, login or user name
 * @param access whether it may change anything through a dialect that asks only that
 * @param permissions what it may do, {@link Permission#ALL} standing for everything in its tenant
 * @param userId the user that an API client belongs to, if any; an end user itself
 * @param dataroom the groups whose users it may see, or null for all users
 */
public record Caller(
    UUID tenantId,
    String tenantCode,
    UUID id,
    Kind kind,
    String name,
    Access access,
    Set<String> permissions,
    @Nullable UUID userId,
    UUID @Nullable [] dataroom)
    implements Principal {

  /** What a caller is. */
  public enum Kind {
    API_CLIENT("api-client"),
    OPERATOR("operator"),
    /** An end user, who was authenticated here and acts on what is their own. */
    USER("user");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** The word used in tokens and in the audit trail. */
    public String wireName() {
      return wireName;
    }
  }

  /** Read-only or read-write, as an access id of AuthPoint is. */
  public enum Access {
    READ_ONLY,
    READ_WRITE
  }

  @Override
  public String getName() {
    return name;
  }

  /** This caller as the audit trail names it. */
  public Actor actor(@Nullable String requestId) {
    return new Actor(kind.wireName(), name, requestId);
  }

  /** Whether it belongs to the installation and not to one tenant. */
  public boolean isOfInstallation() {
    return tenantId.equals(Tenants.INSTALLATION);
  }
}
