package io.tetrapylon.kernel;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of an entity: the tenant first, so that each statement by key names the tenant. */
public final class TenantScoped implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable UUID tenantId;
  private @Nullable UUID id;

  /** For Hibernate. */
  public TenantScoped() {}

  /** The key of an object of a tenant. */
  public TenantScoped(UUID tenantId, UUID id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TenantScoped that
        && Objects.equals(tenantId, that.tenantId)
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
