package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The content of pushes in tests of the courier: the challenge's id, unless it was taken back. See
 * {@link ToldProfile}.
 */
@Alternative
@Singleton
public class Told implements Contents {
  final Set<UUID> takenBack = ConcurrentHashMap.newKeySet();

  @Override
  public Purpose purpose() {
    return Purpose.PUSH;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing row) {
    return Uni.createFrom()
        .item(
            takenBack.contains(row.challengeId())
                ? Optional.empty()
                : Optional.of(
                    new Letter.Message(
                        row.challengeId().toString(), new JsonObject().put("sealed", "x"))));
  }
}
