package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.user.Group;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A group as it travels. */
final class GroupBody {
  private GroupBody() {}

  /** A group to be made or renamed. */
  @Schema(name = "GroupDraft")
  record Draft(@Nullable String name) {
    String checkedName() {
      return Member.text("name", name, 200);
    }
  }

  /** A group as it stands. */
  @Schema(name = "Group")
  record View(UUID id, String name, Instant createdAt, long version) {
    static View of(Group group) {
      return new View(group.id(), group.name(), group.createdAt(), group.version());
    }
  }
}
