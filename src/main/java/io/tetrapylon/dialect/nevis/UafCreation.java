package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.reach.NewTarget;
import io.tetrapylon.device.reach.Taken;
import io.tetrapylon.device.reach.UafRegistration;
import io.tetrapylon.device.reach.UafRegistrations;
import io.tetrapylon.device.reach.UafRegistrations.Wanted;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialKind;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a FIDO UAF credential, with its checks in the order of the contract: fields, policy, extId,
 * state, attestation type, target, attestation of the app, key.
 *
 * <p>What is taken is looked up to find the words. Two requests that find nothing taken meet at the
 * store's unique indexes, and the one that loses looks again.
 */
@Singleton
class UafCreation {
  private final UafRegistrations registrations;
  private final PolicyNames policies;
  private final Entrance entrance;

  UafCreation(UafRegistrations registrations, PolicyNames policies, Entrance entrance) {
    this.registrations = registrations;
    this.policies = policies;
    this.entrance = entrance;
  }

  Uni<UafRegistration> create(Entered in) {
    var body = NewUafBody.read(in.body());
    return policies
        .of(in.tenant())
        .map(known -> known.of(CredentialKind.FIDO_UAF, body.policyExtId()).id())
        .map(body::wanted)
        .chain(wanted -> refuseTaken(in, body, wanted).chain(() -> add(in, body, wanted)));
  }

  private Uni<UafRegistration> add(Entered in, NewUafBody body, Wanted wanted) {
    return registrations
        .create(in.actor(), in.tenant(), in.userId(), wanted)
        .onFailure(UafCreation::isConflict)
        .recoverWithUni(
            lost ->
                refuseTaken(in, body, wanted)
                    .chain(() -> Uni.createFrom().<UafRegistration>failure(lost)));
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
  }

  private Uni<Void> refuseTaken(Entered in, NewUafBody body, Wanted wanted) {
    return registrations
        .taken(in.tenant(), in.userId(), wanted)
        .chain(taken -> words(in, taken).invoke(words -> refuse(body, words, taken)))
        .replaceWithVoid();
  }

  /** Where nothing is taken no sentence needs the client's name. */
  private Uni<TakenWords> words(Entered in, Set<Taken> taken) {
    var name = taken.isEmpty() ? Uni.createFrom().item("") : entrance.clientName(in.tenant());
    return name.map(known -> new TakenWords(in.userExtId(), known));
  }

  private static void refuse(NewUafBody body, TakenWords words, Set<Taken> taken) {
    var error = firstError(body, words, taken);
    if (error != null) {
      throw new NevisRefusal(error);
    }
  }

  /** The first error in the order of the contract, or null. */
  static @Nullable NevisError firstError(NewUafBody body, TakenWords words, Set<Taken> taken) {
    if (taken.contains(Taken.EXTERNAL_ID)) {
      return NevisError.credentialTaken(String.valueOf(body.extId()));
    }
    var state = body.stateError();
    if (state != null) {
      return state;
    }
    var attestation = body.attestationError();
    return attestation == null ? targetOrKey(body, words, taken) : attestation;
  }

  private static @Nullable NevisError targetOrKey(
      NewUafBody body, TakenWords words, Set<Taken> taken) {
    NewTarget target = body.target();
    var error = target == null ? null : words.of(target.externalId(), target.settings(), taken);
    if (error != null) {
      return error;
    }
    return taken.contains(Taken.KEY)
        ? NevisError.keyTaken(body.key().aaid(), body.key().keyId())
        : null;
  }
}
