package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Beginnings.Begun;
import io.tetrapylon.credential.uaf.UafCeremony;
import io.tetrapylon.credential.uaf.UafSigner;
import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.credential.uaf.protocol.RegisteredKey;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attempts with a FIDO UAF authenticator: asking for one, and what it answers (UAF Protocol section
 * 3.5). Whatever an answer is worth, its challenge is used up by the statement that decides.
 */
@ApplicationScoped
class UafAttempts {
  private final UafOpening opening;
  private final CeremonyCommit commit;
  private final Beginnings beginnings;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  UafAttempts(
      UafOpening opening,
      CeremonyCommit commit,
      Beginnings beginnings,
      Ids ids,
      Entropy entropy,
      Clock clock) {
    this.opening = opening;
    this.commit = commit;
    this.beginnings = beginnings;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Which keys are asked. Where no password went before, a login that nobody has, and a user
   * without a key, are answered with a key that nobody has: what is there, only a password opens.
   */
  Uni<Verdict> ask(
      UafAttempt.ForUaf attempt,
      Opened opened,
      TenantKeys keys,
      Verdict.@Nullable Guarded password) {
    var user = opened.user();
    return opening
        .signers(attempt.context().caller().tenantId(), user == null ? null : user.id())
        .map(found -> asked(attempt, user, found, keys, password));
  }

  private Verdict asked(
      UafAttempt.ForUaf attempt,
      Opened.@Nullable User user,
      UafOpening.Signers found,
      TenantKeys keys,
      Verdict.@Nullable Guarded password) {
    var usable = found.usable(attempt.appId());
    var model = found.decoyModel();
    if (usable.isEmpty() && (password != null || model == null)) {
      return new Verdict.Refused(Reason.CREDENTIAL_MISSING);
    }
    var accepted =
        usable.isEmpty()
            ? List.of(decoy(attempt, keys, Objects.requireNonNull(model)))
            : usable.stream().map(UafSigner::accepted).toList();
    var app = usable.isEmpty() ? decoyApp(attempt, found) : usable.get(0).appId();
    var ceremony = ceremony(attempt, user, app, password == null);
    return new Verdict.UafAsked(password, ceremony, request(ceremony, accepted));
  }

  private static String decoyApp(UafAttempt.ForUaf attempt, UafOpening.Signers found) {
    return attempt.appId() == null
        ? Objects.requireNonNull(found.decoyApp())
        : Objects.requireNonNull(attempt.appId());
  }

  private static AuthRequest.Accepted decoy(
      UafAttempt.ForUaf attempt, TenantKeys keys, String model) {
    byte[] login = LoginKey.of(attempt.context().login()).utf8();
    byte[] id = keys.mac("uaf-decoy", login);
    return new AuthRequest.Accepted(
        model, Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private UafCeremony ceremony(
      UafAttempt.ForUaf attempt, Opened.@Nullable User user, String app, boolean alone) {
    return new UafCeremony(
        ids.next(),
        user == null ? null : user.id(),
        attempt.context().resourceId(),
        entropy.bytes(UafCeremony.CHALLENGE_BYTES),
        app,
        alone,
        attempt.shown(),
        List.of());
  }

  private static AuthRequest request(UafCeremony ceremony, List<AuthRequest.Accepted> accepted) {
    return new AuthRequest(
        ceremony.id().toString(),
        ceremony.appId(),
        ceremony.challenge(),
        ceremony.shown(),
        accepted);
  }

  /** Decides what an authenticator answered. */
  Uni<Decision> decide(UafAttempt.ByUaf attempt) {
    return beginnings
        .of(attempt.context().caller().tenantId(), opening.open(attempt), UafOpening.Read::opened)
        .chain(begun -> decide(attempt, begun));
  }

  private Uni<Decision> decide(UafAttempt.ByUaf attempt, Begun<UafOpening.Read> begun) {
    var read = begun.read();
    var asked = read.asked();
    boolean alone = asked == null || asked.alone();
    var entry = Entry.of(attempt.alone(alone), read.opened(), begun.book(), clock.instant());
    var event = attempt.event(read.opened(), ids.next(), Micros.now(clock));
    var signer = read.signer();
    if (asked == null || signer == null || entry.refusal() != null) {
      RegisteredKey.decoy(attempt.response());
      var ceremony = asked == null ? null : asked.id();
      return commit.refuse(whyNot(read, entry), ceremony, event, begun.keys());
    }
    var evaluation = new Evaluation(begun.book(), read.opened(), begun.keys());
    return commit.settle(
        check(attempt, asked, signer, read.opened(), evaluation),
        attempt,
        read.opened(),
        event,
        begun.keys());
  }

  private static Reason whyNot(UafOpening.Read read, Entry entry) {
    if (read.asked() == null) {
      return Reason.CEREMONY_UNKNOWN;
    }
    return read.signer() == null || entry.refusal() == null
        ? Reason.CREDENTIAL_MISSING
        : entry.refusal();
  }

  private static Verdict check(
      UafAttempt.ByUaf attempt,
      UafCeremony asked,
      UafSigner signer,
      Opened opened,
      Evaluation evaluation) {
    boolean stranger = asked.alone() && Objects.requireNonNull(opened.user()).isElsewhere();
    var fault = signer.key().faultOf(attempt.response(), asked.asked());
    return evaluation.ofKey(signer.row(), stranger, Verdict.KeyFault.of(fault));
  }
}
