package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.credential.uaf.UafCeremony;
import io.tetrapylon.credential.uaf.UafSigner;
import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.credential.uaf.protocol.RegisteredKey;
import io.tetrapylon.credential.uaf.protocol.UafFault;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebooks;
import io.tetrapylon.user.LoginKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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
  private final UafCommit commit;
  private final Rulebooks rulebooks;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  UafAttempts(
      UafOpening opening,
      UafCommit commit,
      Rulebooks rulebooks,
      DataKeys dataKeys,
      Ids ids,
      Entropy entropy,
      Clock clock) {
    this.opening = opening;
    this.commit = commit;
    this.rulebooks = rulebooks;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Which keys are asked. Where no password went before, a login that nobody has, and a user
   * without a key, are answered with a key that nobody has: what is there, only a password opens.
   */
  Uni<Verdict> ask(
      Attempt.ForUaf attempt, Opened opened, TenantKeys keys, Verdict.@Nullable Guarded password) {
    var user = opened.user();
    return opening
        .signers(attempt.context().caller().tenantId(), user == null ? null : user.id())
        .map(found -> asked(attempt, user, found, keys, password));
  }

  private Verdict asked(
      Attempt.ForUaf attempt,
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

  private static String decoyApp(Attempt.ForUaf attempt, UafOpening.Signers found) {
    return attempt.appId() == null
        ? Objects.requireNonNull(found.decoyApp())
        : Objects.requireNonNull(attempt.appId());
  }

  private static AuthRequest.Accepted decoy(Attempt.ForUaf attempt, TenantKeys keys, String model) {
    byte[] login = LoginKey.of(attempt.context().login()).value().getBytes(StandardCharsets.UTF_8);
    byte[] id = keys.mac("uaf-decoy", login);
    return new AuthRequest.Accepted(
        model, Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private UafCeremony ceremony(
      Attempt.ForUaf attempt, Opened.@Nullable User user, String app, boolean alone) {
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

  /** Issues the challenge, if the password's guard lets it. */
  Uni<Decision> open(
      Verdict.UafAsked asked, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    return commit.open(asked, event, keys, context.caller().id());
  }

  /** Decides what an authenticator answered. */
  Uni<Decision> decide(Attempt.ByUaf attempt) {
    var tenant = attempt.context().caller().tenantId();
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                opening
                    .open(attempt)
                    .chain(
                        read ->
                            rulebooks
                                .of(tenant, read.opened().rulebookVersion())
                                .chain(book -> decide(attempt, read, book, keys))));
  }

  private Uni<Decision> decide(
      Attempt.ByUaf attempt, UafOpening.Read read, Rulebook book, TenantKeys keys) {
    var asked = read.asked();
    var entry =
        Entry.of(
            attempt.alone(asked == null || asked.alone()), read.opened(), book, clock.instant());
    var event = attempt.event(read.opened(), ids.next(), Micros.now(clock));
    var signer = read.signer();
    if (asked == null || signer == null || entry.refusal() != null) {
      RegisteredKey.decoy(attempt.response());
      return commit.refuse(asked, whyNot(read, entry), event, keys);
    }
    return check(attempt, read, asked, signer, new Evaluation(book, read.opened(), keys), event)
        .commit(commit, keys);
  }

  private static Reason whyNot(UafOpening.Read read, Entry entry) {
    if (read.asked() == null) {
      return Reason.CEREMONY_UNKNOWN;
    }
    return read.signer() == null || entry.refusal() == null
        ? Reason.CREDENTIAL_MISSING
        : entry.refusal();
  }

  /** What an answer came to, and how it is written down. */
  private interface Outcome {
    Uni<Decision> commit(UafCommit by, TenantKeys keys);
  }

  private static Outcome check(
      Attempt.ByUaf attempt,
      UafOpening.Read read,
      UafCeremony asked,
      UafSigner signer,
      Evaluation evaluation,
      AuditEvent event) {
    var user = Objects.requireNonNull(read.opened().user());
    boolean stranger = asked.alone() && user.isElsewhere();
    var fault = signer.key().faultOf(attempt.response(), asked.asked());
    if (!evaluation.isLive(signer.row(), stranger)) {
      return (by, keys) -> by.refuse(asked, Reason.CREDENTIAL_LOCKED, event, keys);
    }
    var guarded = evaluation.guarded(signer.row());
    return fault == null
        ? (by, keys) -> by.grant(attempt, user, guarded, stranger, event, keys)
        : (by, keys) ->
            by.count(attempt, failed(fault, guarded, stranger), event.detailed(fault.name()), keys);
  }

  private static Verdict.Failed failed(UafFault fault, Verdict.Guarded key, boolean stranger) {
    var reason = fault == UafFault.COUNTER ? Reason.AUTHENTICATOR_CLONED : Reason.ASSERTION_WRONG;
    return new Verdict.Failed(reason, reason, List.of(key), stranger);
  }
}
