package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.reach.DispatchTarget;
import io.tetrapylon.device.reach.DispatchTargets;
import io.tetrapylon.device.reach.TargetSettings;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.inject.Singleton;

/** Dispatch targets in the words of this API. */
@Singleton
class UserTargets {
  private final DispatchTargets targets;
  private final Entrance entrance;

  UserTargets(DispatchTargets targets, Entrance entrance) {
    this.targets = targets;
    this.entrance = entrance;
  }

  Uni<Listing<TargetBody>> list(Entered in, Paging paging) {
    return targets
        .list(in.tenant(), in.userId())
        .map(all -> paging.of(all, target -> target.id().toString()))
        .map(page -> Listing.of(page, TargetBody::of));
  }

  Uni<TargetBody> get(Entered in, String extId) {
    return find(in, extId).map(TargetBody::of);
  }

  Uni<TargetBody> patch(Entered in, String extId) {
    return find(in, extId)
        .chain(
            found -> {
              var patch = TargetBody.readPatch(in.body());
              return targets
                  .change(
                      in.actor(),
                      in.tenant(),
                      in.userId(),
                      extId,
                      patch.version(),
                      patch.draft()::apply)
                  .onFailure(failure -> is(failure, Reason.CONFLICT))
                  .recoverWithUni(
                      lost -> refuseTaken(in, found, patch.draft().apply(found.settings()), lost));
            })
        .map(TargetBody::of);
  }

  /** Looks up which name it was, for the API has a sentence for each. */
  private Uni<DispatchTarget> refuseTaken(
      Entered in, DispatchTarget found, TargetSettings wanted, Throwable otherwise) {
    return Uni.combine()
        .all()
        .unis(
            targets.taken(in.tenant(), in.userId(), found.id(), wanted),
            entrance.clientName(in.tenant()))
        .usingConcurrencyOf(1)
        .with(
            (taken, name) ->
                new TakenWords(in.userExtId(), name).of(found.externalId(), wanted, taken))
        .chain(
            error -> Uni.createFrom().failure(error == null ? otherwise : new NevisRefusal(error)));
  }

  Uni<Void> delete(Entered in, String extId) {
    return find(in, extId)
        .chain(
            found ->
                targets.remove(in.actor(), in.tenant(), in.userId(), found.externalId(), null));
  }

  private Uni<DispatchTarget> find(Entered in, String extId) {
    return targets
        .get(in.tenant(), in.userId(), extId)
        .onFailure(failure -> is(failure, Reason.OBJECT_UNKNOWN))
        .transform(
            none -> new NevisRefusal(NevisError.unknown("DispatchTarget", extId, in.userExtId())));
  }

  private static boolean is(Throwable failure, Reason reason) {
    return failure instanceof Refusal refusal && refusal.reason() == reason;
  }
}
