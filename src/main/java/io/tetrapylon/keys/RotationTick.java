package io.tetrapylon.keys;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Drives what is unfinished, on every node: the row locks of the steps keep them apart. First of
 * all a node learns of data keys that another one made, so that it seals with them.
 */
@Singleton
final class RotationTick {
  private static final Logger LOG = Logger.getLogger(RotationTick.class);

  private final DataKeys dataKeys;
  private final MasterRotation masters;
  private final KeyRotation rotation;
  private final ChallengeKeyChain challengeKeys;

  @Inject
  RotationTick(
      DataKeys dataKeys,
      MasterRotation masters,
      KeyRotation rotation,
      ChallengeKeyChain challengeKeys) {
    this.dataKeys = dataKeys;
    this.masters = masters;
    this.rotation = rotation;
    this.challengeKeys = challengeKeys;
  }

  @Scheduled(
      every = "${tetrapylon.keys.rotation-tick}",
      identity = "key-rotation",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return dataKeys
        .learn()
        .chain(challengeKeys::retire)
        .chain(() -> untilFalse(masters::step))
        .chain(rotation::unfinished)
        .toMulti()
        .flatMap(tenants -> Multi.createFrom().iterable(tenants))
        .onItem()
        .transformToUniAndConcatenate(this::rotate)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> rotate(UUID tenant) {
    return untilFalse(() -> rotation.advance(tenant))
        .onFailure()
        .invoke(e -> LOG.errorf(e, "The rotation of tenant %s goes on at the next tick.", tenant))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> untilFalse(Supplier<Uni<? extends Boolean>> step) {
    return Multi.createBy()
        .repeating()
        .uni(step)
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
