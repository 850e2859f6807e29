package io.tetrapylon.authentication;

import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a {@link Statement} is given: the audit rows, and the words that its fragments share. */
final class Parameters {
  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = values;
  }

  /** For a statement that picks one of these events. */
  static Parameters of(TenantKeys keys, AuditEvent... candidates) {
    return new Parameters(GuardedStatement.parameters(keys, candidates));
  }

  /** For a statement that does as the event says, or finds that a race was lost. */
  static Parameters orLost(TenantKeys keys, AuditEvent done) {
    return of(keys, done, done.refused(Reason.RACE_LOST));
  }

  Parameters put(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  Parameters putAll(Map<String, Object> others) {
    values.putAll(others);
    return this;
  }

  /**
   * {@code <role>_credential} and {@code <role>_limit}.
   *
   * @param role {@code password}, {@code code}, {@code phone}, {@code key} or {@code recovery}
   * @param guarded null: no credential, and no count is below its limit
   */
  Parameters guard(String role, Verdict.@Nullable Guarded guarded) {
    put(role + "_credential", guarded == null ? null : guarded.id());
    return put(role + "_limit", guarded == null ? 0 : guarded.limit());
  }

  /** {@code concerned}, {@code limits} and {@code stranger}: whom a failure is counted against. */
  Parameters compared(List<Verdict.Guarded> compared, boolean stranger) {
    put("concerned", compared.stream().map(Verdict.Guarded::id).toArray(UUID[]::new));
    put("limits", compared.stream().map(Verdict.Guarded::limit).toArray(Integer[]::new));
    return put("stranger", stranger);
  }

  /** {@code user} and {@code network}: who succeeded, and from where. */
  Parameters success(Opened.User user, Attempt.Context context) {
    return put("user", user.id()).put("network", context.origin().network());
  }

  Map<String, Object> values() {
    return values;
  }
}
