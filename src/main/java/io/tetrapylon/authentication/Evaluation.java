package io.tetrapylon.authentication;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oath.OathMatch;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebook.CredentialRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the factors of an attempt amount to: pure, from what the database knew to what shall be
 * committed. It decides nothing for good: the commit's guards do.
 */
final class Evaluation {
  private static final CredentialRules DEFAULT_RULES = new CredentialRules(null, 1, 10);

  private final Rulebook book;
  private final Opened opened;
  private final TenantKeys keys;

  Evaluation(Rulebook book, Opened opened, TenantKeys keys) {
    this.book = book;
    this.opened = opened;
    this.keys = keys;
  }

  /**
   * What shall be committed for a password that was compared. Null means: nothing against it, look
   * at the code.
   */
  @Nullable Verdict ofPassword(boolean matches) {
    var password = opened.password();
    if (password == null) {
      return new Verdict.Refused(Reason.CREDENTIAL_MISSING);
    }
    if (!password.usable() || password.failures() >= passwordLimit(password)) {
      return new Verdict.Refused(Reason.PASSWORD_LOCKED);
    }
    return matches
        ? null
        : new Verdict.Failed(
            Reason.PASSWORD_WRONG, Reason.PASSWORD_LOCKED, List.of(guarded(password)), false);
  }

  /** What shall be committed for a password that is right and enough. */
  Verdict.PasswordAccepted accepted() {
    return new Verdict.PasswordAccepted(guarded(Objects.requireNonNull(opened.password())));
  }

  /**
   * What shall be committed for a code, compared with each active token of its length. A code that
   * one of them could have used up already is refused and counted nowhere, so that a double click
   * locks nobody out.
   *
   * @param withPassword whether the policy wanted a password, which was right
   */
  Verdict ofCode(String code, boolean withPassword, Instant now) {
    var tokens = opened.tokens(code.length());
    if (tokens.isEmpty()) {
      return new Verdict.Refused(Reason.CREDENTIAL_MISSING);
    }
    boolean stranger = !withPassword && Objects.requireNonNull(opened.user()).isElsewhere();
    var live = tokens.stream().filter(t -> isLive(t.row(), stranger)).toList();
    if (live.isEmpty()) {
      return new Verdict.Refused(Reason.CREDENTIAL_LOCKED);
    }
    return compare(code, live, withPassword, stranger, now);
  }

  private Verdict compare(
      String code, List<OathCandidate> live, boolean withPassword, boolean stranger, Instant now) {
    boolean used = false;
    for (var token : live) {
      var match = token.token(keys, rules(token.row())).match(code, now);
      if (match instanceof OathMatch.Fresh fresh) {
        return new Verdict.CodeAccepted(
            guarded(token.row()),
            fresh,
            withPassword ? guarded(Objects.requireNonNull(opened.password())) : null,
            siblings(live, token),
            stranger);
      }
      used |= match instanceof OathMatch.Used;
    }
    return used
        ? new Verdict.Refused(Reason.CODE_USED)
        : new Verdict.Failed(
            Reason.CODE_WRONG,
            Reason.CREDENTIAL_LOCKED,
            live.stream().map(token -> guarded(token.row())).toList(),
            stranger);
  }

  /** The other tokens whose failures a success forgives. */
  private static List<OathCandidate> siblings(List<OathCandidate> live, OathCandidate matched) {
    var siblings = new ArrayList<OathCandidate>();
    for (var each : live) {
      if (each != matched && each.hasFailures()) {
        siblings.add(each);
      }
    }
    return siblings;
  }

  private boolean isLive(Candidate token, boolean stranger) {
    int limit = tokenLimit(token);
    return token.usable()
        && token.failures() < limit
        && (!stranger || token.strangerFailures() < limit);
  }

  /** Whether a phone may still answer. */
  boolean isLive(PhoneCandidate phone) {
    return isLive(phone.row(), false);
  }

  /** A credential with the limit that its policy or the tenant sets. */
  Verdict.Guarded guarded(Candidate credential) {
    return new Verdict.Guarded(
        credential.id(),
        credential.isPassword() ? passwordLimit(credential) : tokenLimit(credential));
  }

  private int tokenLimit(Candidate token) {
    return Objects.requireNonNullElse(rules(token).failureLimit(), book.limits().token());
  }

  private int passwordLimit(Candidate password) {
    return Objects.requireNonNullElse(rules(password).failureLimit(), book.limits().password());
  }

  private CredentialRules rules(Candidate credential) {
    return book.credentialRules().getOrDefault(credential.policyId(), DEFAULT_RULES);
  }
}
