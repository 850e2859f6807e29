package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands a verdict to whoever has the statement that commits it. */
@ApplicationScoped
class Settlement {
  private final Commit commit;
  private final PhoneCommit phones;
  private final MessageCommit messages;
  private final CeremonyCommit ceremonies;

  Settlement(Commit commit, PhoneCommit phones, MessageCommit messages, CeremonyCommit ceremonies) {
    this.commit = commit;
    this.phones = phones;
    this.messages = messages;
    this.ceremonies = ceremonies;
  }

  /** What the database made of a verdict. */
  Uni<Decision> of(
      Verdict verdict, Opened opened, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    if (verdict instanceof Verdict.Asked asked) {
      var about = event.about(asked.question().id());
      var trail = asked.question().shown().trail();
      return phones.open(asked, trail == null ? about : about.detailed(trail), keys);
    } else if (verdict instanceof Verdict.QrCodeAccepted accepted) {
      return phones.approve(accepted, event.about(accepted.challenge()), keys);
    } else if (verdict instanceof Verdict.QrCodeWrong wrong) {
      return phones.countWrong(wrong, event.about(wrong.challenge()), keys);
    } else if (verdict instanceof Verdict.Fido2Asked asked) {
      return ceremonies.issue(asked, event, keys, context.caller().id());
    } else if (verdict instanceof Verdict.UafAsked asked) {
      return ceremonies.issue(asked, event, keys, context.caller().id());
    } else if (verdict instanceof Verdict.MessageCodeAsked asked) {
      return messages.issue(asked, event.about(asked.id()), keys, context);
    } else if (verdict instanceof Verdict.MessageCodeAccepted accepted) {
      return messages.use(accepted, event.about(accepted.code()), keys);
    }
    return commit.commit(verdict, opened, event, keys, context);
  }
}
