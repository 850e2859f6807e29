package io.tetrapylon.dialect.management;

import io.tetrapylon.tenant.Resource;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A resource as it travels. */
final class ResourceBody {
  private ResourceBody() {}

  /** A resource to be made or changed. */
  @Schema(name = "ResourceDraft")
  record Draft(@Nullable Long id, @Nullable String name, @Nullable Boolean plainApproval) {
    boolean allowsPlainApproval() {
      return plainApproval != null && plainApproval;
    }
  }

  /** A resource as it stands. */
  @Schema(name = "Resource")
  record View(long id, String name, boolean plainApproval, Instant createdAt, long version) {
    static View of(Resource resource) {
      return new View(
          resource.id(),
          resource.name(),
          resource.plainApproval(),
          resource.createdAt(),
          resource.version());
    }
  }
}
