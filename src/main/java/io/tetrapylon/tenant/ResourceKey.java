package io.tetrapylon.tenant;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a resource: unlike everything else it is known by a number that its tenant chose. */
final class ResourceKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable UUID tenantId;
  private @Nullable Long id;

  /** For Hibernate. */
  ResourceKey() {}

  ResourceKey(UUID tenantId, long id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceKey that
        && Objects.equals(tenantId, that.tenantId)
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
