package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.challenge.Backchannel;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.challenge.SealedChallenges;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.challenge.Terms;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.device.RegisteredDevice;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.Origin;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * DELIVER-CHALLENGE: the user's phone shows the lines of a transaction and signs them. What comes
 * of it is told to the tenant's callback, under the {@code correlationid}.
 */
@Singleton
class SigningChallenges {
  private final Authentication authentication;
  private final SealedChallenges sealed;
  private final Authenticators authenticators;
  private final ChosenDevice devices;
  private final Ids ids;

  SigningChallenges(
      Authentication authentication,
      SealedChallenges sealed,
      Authenticators authenticators,
      ChosenDevice devices,
      Ids ids) {
    this.authentication = authentication;
    this.sealed = sealed;
    this.authenticators = authenticators;
    this.devices = devices;
    this.ids = ids;
  }

  Uni<Response> deliver(Entered by, ActionRequest asked) {
    var tds = asked.attribute("TDS");
    if (tds == null) {
      throw Member.invalid("tds", "must be there.");
    }
    var shown = new Shown("", "", "", "", TransactionText.read(tds));
    var correlation = asked.attribute("CORRELATIONID");
    var told =
        correlation == null
            ? null
            : Reading.of("correlationid", () -> Backchannel.ofCorrelation(correlation));
    return devices
        .of(by, asked)
        .call(chosen -> requireOpen(by, chosen.owner(), asked.code()))
        .map(
            chosen ->
                new PhoneAttempt.Request(
                    context(by, chosen.owner()),
                    shown,
                    new Terms(ids.next(), null, only(asked, chosen.device()), told)))
        .chain(authentication::decide)
        .chain(decision -> answer(by, decision));
  }

  /** The one phone that is named; where only a type is, each of the user's. */
  private static @Nullable UUID only(ActionRequest asked, RegisteredDevice device) {
    return asked.namesOneDevice() ? device.id() : null;
  }

  private Uni<?> requireOpen(Entered by, Authenticator.Owner owner, String code) {
    return authenticators
        .get(new Key(by.tenant(), by.room(), owner.number(), code))
        .invoke(
            found -> {
              Member.check(found.kind() == CredentialKind.DEVICE, "id", "is not one of phones.");
              if (!found.isActive()) {
                throw new Refusal(Reason.CREDENTIAL_LOCKED);
              }
            });
  }

  private static Attempt.Context context(Entered by, Authenticator.Owner owner) {
    return new Attempt.Context(
        by.caller(), by.requestId(), Question.NO_RESOURCE, owner.username(), Origin.of(null));
  }

  private Uni<Response> answer(Entered by, Decision decision) {
    if (decision instanceof Decision.Pending pending) {
      return sealed
          .jwe(by.tenant(), pending.transaction())
          .map(jwe -> ActionJson.delivered(jwe, pending));
    }
    throw decision.refusal();
  }
}
