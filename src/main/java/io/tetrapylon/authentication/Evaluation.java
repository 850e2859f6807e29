package io.tetrapylon.authentication;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oath.OathMatch;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.credential.recovery.RecoveryCode;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
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
 *
 * <p><b>Equal work.</b> Callers are told the same of a wrong code, a used one, a locked token, a
 * missing one and a login that nobody has; so none of these may be quicker than the others. Each
 * compares the code with at least one token, a decoy where there is none to compare with, and each
 * but the last is committed as {@link Verdict.Failed}, by one and the same statement: what must not
 * count is compared under a limit that no count is below.
 */
final class Evaluation {
  private static final CredentialRules DEFAULT_RULES =
      new CredentialRules("", CredentialKind.GENERIC, null, 1, 10);

  /** A limit that no count of failures is below. */
  private static final int NEVER = 0;

  private final Rulebook book;
  private final Opened opened;
  private final TenantKeys keys;
  private int compared;

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
    return ofPassword(opened.password(), matches);
  }

  /** The same for the password of any credential policy. */
  @Nullable Verdict ofPassword(@Nullable Candidate password, boolean matches) {
    if (password == null) {
      return uncounted(Reason.CREDENTIAL_MISSING, List.of(), false);
    }
    if (!password.usable() || password.failures() >= passwordLimit(password)) {
      return uncounted(Reason.PASSWORD_LOCKED, List.of(password), false);
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
    boolean stranger = !withPassword && Objects.requireNonNull(opened.user()).isElsewhere();
    var live = tokens.stream().filter(t -> isLive(t.row(), stranger)).toList();
    return live.isEmpty()
        ? inVain(code, tokens, stranger, now)
        : compare(code, live, withPassword, stranger, now);
  }

  /**
   * What shall be committed for a code, compared with the tokens of one credential policy alone.
   */
  Verdict ofCodeUnder(String policyCode, String code, Instant now) {
    return new Evaluation(book, opened.withTokensUnder(book, policyCode), keys)
        .ofCode(code, false, now);
  }

  /** Refused for what does not concern the factor, with the work of a wrong one. */
  Verdict refused(Reason reason) {
    return uncounted(reason, List.of(), false);
  }

  /** What shall be committed for a code of a login that nobody has. */
  Verdict ofNobody(String code, Instant now) {
    match(decoy(code), code, now);
    return new Verdict.Unknown();
  }

  private Verdict inVain(String code, List<OathCandidate> tokens, boolean stranger, Instant now) {
    if (tokens.isEmpty()) {
      match(decoy(code), code, now);
      return uncounted(Reason.CREDENTIAL_MISSING, List.of(), stranger);
    }
    tokens.forEach(token -> match(open(token), code, now));
    return uncounted(Reason.CREDENTIAL_LOCKED, rows(tokens), stranger);
  }

  private Verdict compare(
      String code, List<OathCandidate> live, boolean withPassword, boolean stranger, Instant now) {
    boolean used = false;
    for (var token : live) {
      var match = match(open(token), code, now);
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
        ? uncounted(Reason.CODE_USED, rows(live), stranger)
        : new Verdict.Failed(
            Reason.CODE_WRONG,
            Reason.CREDENTIAL_LOCKED,
            rows(live).stream().map(this::guarded).toList(),
            stranger);
  }

  /** What shall be committed for a recovery code. */
  Verdict ofRecoveryCode(String code, boolean withPassword) {
    boolean stranger = !withPassword && Objects.requireNonNull(opened.user()).isElsewhere();
    var set = opened.other(CredentialKind.RECOVERY_CODES);
    if (set == null) {
      return uncounted(Reason.CREDENTIAL_MISSING, List.of(), stranger);
    }
    return isLive(set, stranger)
        ? new Verdict.RecoveryTried(
            guarded(set),
            withPassword ? guarded(Objects.requireNonNull(opened.password())) : null,
            RecoveryCode.candidates(keys, set.id(), code),
            stranger)
        : uncounted(Reason.CREDENTIAL_LOCKED, List.of(set), stranger);
  }

  private OathToken decoy(String code) {
    return OathCandidate.decoy(keys, code.length() == 8 ? 8 : 6);
  }

  private OathToken open(OathCandidate token) {
    return token.token(keys, rules(token.row()));
  }

  private OathMatch match(OathToken token, String code, Instant now) {
    compared++;
    return token.match(code, now);
  }

  /** How many tokens codes were compared with. */
  int compared() {
    return compared;
  }

  /** Refused with the work of a failure, which no row is changed by. */
  private static Verdict uncounted(Reason reason, List<Candidate> compared, boolean stranger) {
    return new Verdict.Failed(
        reason,
        reason,
        compared.stream().map(each -> new Verdict.Guarded(each.id(), NEVER)).toList(),
        stranger);
  }

  private static List<Candidate> rows(List<OathCandidate> tokens) {
    return tokens.stream().map(OathCandidate::row).toList();
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

  /** Whether a credential may be tried, by somebody who may be a stranger. */
  boolean isLive(Candidate token, boolean stranger) {
    int limit = tokenLimit(token);
    return token.usable()
        && token.failures() < limit
        && (!stranger || token.strangerFailures() < limit);
  }

  /**
   * What shall be committed for a key's answer. Look for the fault first, so that a locked key
   * takes as long as another.
   *
   * @param fault what is wrong with it, or null
   */
  Verdict ofKey(Candidate key, boolean stranger, Verdict.@Nullable KeyFault fault) {
    if (!isLive(key, stranger)) {
      return new Verdict.Refused(Reason.CREDENTIAL_LOCKED);
    }
    return fault == null
        ? new Verdict.KeyProven(guarded(key), stranger)
        : new Verdict.KeyFaulty(guarded(key), stranger, fault);
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
