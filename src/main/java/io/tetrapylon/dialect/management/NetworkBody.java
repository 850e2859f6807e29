package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.Network;
import io.tetrapylon.policy.NetworkSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A network location as it travels. */
final class NetworkBody {
  private NetworkBody() {}

  /** A network location to be made or changed. */
  @Schema(name = "NetworkSettings")
  record Settings(@Nullable String name, @Nullable List<String> cidrs) {
    NetworkSettings toSettings() {
      return new NetworkSettings(Member.text("name", name, 200), Lists.of("cidrs", cidrs));
    }
  }

  /** A network location as it stands. */
  @Schema(name = "Network")
  record View(UUID id, String name, List<String> cidrs, Instant createdAt, long version) {
    static View of(Network network) {
      var settings = network.settings();
      return new View(
          network.id(), settings.name(), settings.cidrs(), network.createdAt(), network.version());
    }
  }
}
