package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.protocol.PushPayload;
import io.tetrapylon.dispatch.Contents;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outgoing;
import io.tetrapylon.dispatch.Purpose;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.ChallengeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What a push carries: the challenge, signed by the tenant and sealed to the phone. */
@ApplicationScoped
class PushContents implements Contents {
  private final PhoneChallenges challenges;
  private final ChallengeKeys keys;
  private final Entropy entropy;

  PushContents(PhoneChallenges challenges, ChallengeKeys keys, Entropy entropy) {
    this.challenges = challenges;
    this.keys = keys;
    this.entropy = entropy;
  }

  @Override
  public Purpose purpose() {
    return Purpose.PUSH;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing row) {
    UUID device = row.deviceId();
    if (device == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return challenges
        .read(row.tenant(), device, row.challengeId())
        .chain(
            challenge ->
                keys.of(row.tenant())
                    .map(
                        key ->
                            challenge.isOpen() && challenge.phone().usable()
                                ? Optional.of(message(challenge, challenge.signed(key)))
                                : Optional.<Letter.Content>empty()))
        .onFailure(Refusal.class)
        .recoverWithItem(gone -> Optional.empty());
  }

  private Letter.Content message(PhoneChallenge challenge, String text) {
    var phone = challenge.phone();
    var payload = PushPayload.of(entropy, phone.id(), phone.encryption(), text);
    return new Letter.Message(challenge.id().toString(), payload);
  }
}
