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
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * What a push carries: the challenge, signed by the tenant and sealed to the phone; to a phone of
 * another protocol no more than that there is one.
 */
@ApplicationScoped
class PushContents implements Contents {
  private final PhoneChallenges challenges;
  private final UafCalls calls;
  private final ChallengeKeys keys;
  private final Entropy entropy;

  PushContents(PhoneChallenges challenges, UafCalls calls, ChallengeKeys keys, Entropy entropy) {
    this.challenges = challenges;
    this.calls = calls;
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
      return calls.of(row).map(open -> open ? Optional.of(call(row)) : Optional.empty());
    }
    return challenges
        .read(row.tenant(), device, row.challengeId())
        .chain(
            challenge ->
                keys.of(row.tenant())
                    .map(
                        signing ->
                            challenge.isOpen() && challenge.phone().usable()
                                ? Optional.of(message(challenge, challenge.signed(signing)))
                                : Optional.<Letter.Content>empty()))
        .onFailure(Refusal.class)
        .recoverWithItem(gone -> Optional.empty());
  }

  /** Nothing but the challenge's id: what such a phone opens is another protocol's business. */
  private static Letter.Content call(Outgoing row) {
    return new Letter.Message(
        row.challengeId().toString(), new JsonObject().put("v", 1).put("typ", "fido-uaf"));
  }

  private Letter.Content message(PhoneChallenge challenge, String text) {
    var phone = challenge.phone();
    var payload = PushPayload.of(entropy, phone.id(), phone.encryption(), text);
    return new Letter.Message(challenge.id().toString(), payload);
  }
}
