package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.fido2.Ceremony.Purpose;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ceremony in which the owner of a credential that is INITIAL proves to have it: an assertion
 * over a challenge of ours (WebAuthn section 7.2). Only then it opens anything.
 */
@ApplicationScoped
public class Fido2Activations {
  private static final String CANDIDATE =
      "SELECT "
          + Candidate.COLUMNS
          + ", "
          + Fido2Candidate.COLUMNS
          + " FROM credential c "
          + Fido2Candidate.JOIN
          + " WHERE c.tenant_id = $1 AND c.id = $2 AND c.user_id = $3";

  private final Pool pool;
  private final Fido2Credentials credentials;
  private final Ceremonies ceremonies;
  private final DataKeys dataKeys;
  private final AuditWriter audit;
  private final GuardedStatement activate;
  private final GuardedStatement refuse;

  Fido2Activations(
      Pool pool,
      Fido2Credentials credentials,
      Ceremonies ceremonies,
      DataKeys dataKeys,
      AuditWriter audit) {
    this.pool = pool;
    this.credentials = credentials;
    this.ceremonies = ceremonies;
    this.dataKeys = dataKeys;
    this.audit = audit;
    this.activate =
        new GuardedStatement(
            pool,
            GuardedStatement.sql(
                GuardedStatement.whether("consumed"),
                CredentialGuard.ACTIVATE_KEY,
                CeremonyGuard.NOTE));
    this.refuse = new GuardedStatement(pool, GuardedStatement.sql("1"));
  }

  /**
   * A ceremony that was begun.
   *
   * @param ceremony its challenge
   * @param credential the one that shall answer it
   */
  public record Begun(Ceremony ceremony, StoredFido2Credential credential) {}

  /**
   * Begins one. Refuses a credential that the user does not have with {@code OBJECT_UNKNOWN}, and
   * one that is not INITIAL with {@code CONFLICT}.
   *
   * @param caller who alone can bring the answer
   */
  public Uni<Begun> begin(UUID tenant, UUID caller, UUID user, byte[] webauthnId) {
    return credentials
        .find(tenant, user, webauthnId)
        .invoke(found -> requireInitial(found.credential().state()))
        .chain(
            found ->
                ceremonies
                    .issue(tenant, caller, ceremony(user, found))
                    .map(ceremony -> new Begun(ceremony, found)));
  }

  private Ceremony ceremony(UUID user, StoredFido2Credential of) {
    return ceremonies.fresh(Purpose.ACTIVATE, user, null, of.rpId(), false, of.credential().id());
  }

  private static void requireInitial(CredentialState state) {
    if (state != CredentialState.INITIAL) {
      throw new Refusal(Reason.CONFLICT, "Only a credential that is pending can be activated.");
    }
  }

  /**
   * Ends one; whatever the answer is, its challenge is used up. Refuses a challenge that is
   * unknown, used or too old with {@code CEREMONY_UNKNOWN}, and what does not prove anything with
   * {@code ASSERTION_WRONG} or {@code AUTHENTICATOR_CLONED}.
   */
  public Uni<StoredFido2Credential> finish(
      Actor actor, UUID tenant, UUID caller, UUID ceremony, Assertion answer) {
    return ceremonies
        .take(tenant, caller, Purpose.ACTIVATE, ceremony)
        .chain(
            begun ->
                pool.preparedQuery(CANDIDATE)
                    .execute(Tuple.of(tenant, begun.credentialId(), begun.userId()))
                    .map(Fido2Activations::candidate)
                    .chain(key -> decide(actor, tenant, begun, key, answer))
                    .chain(() -> found(tenant, begun, answer)));
  }

  private Uni<StoredFido2Credential> found(UUID tenant, Ceremony begun, Assertion answer) {
    var user = Objects.requireNonNull(begun.userId(), "an activation is for somebody");
    return credentials.find(tenant, user, answer.webauthnId());
  }

  private static @Nullable Fido2Candidate candidate(RowSet<Row> rows) {
    for (var row : rows) {
      return Fido2Candidate.read(Candidate.read(row), row);
    }
    return null;
  }

  private Uni<Void> decide(
      Actor actor, UUID tenant, Ceremony begun, @Nullable Fido2Candidate key, Assertion answer) {
    var event =
        audit
            .changed(
                actor, tenant, "fido2.activate", "credential", String.valueOf(begun.credentialId()))
            .concerning(begun.userId(), null);
    var fault = fault(begun, key, answer);
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                key == null || fault != null
                    ? refused(keys, event, fault)
                    : activated(keys, event, begun, key, answer));
  }

  private static @Nullable Fault fault(
      Ceremony begun, @Nullable Fido2Candidate key, Assertion answer) {
    return key == null || !Arrays.equals(key.webauthnId(), answer.webauthnId())
        ? Fault.OTHER_CREDENTIAL
        : key.faultOf(answer, begun, false);
  }

  private Uni<Void> activated(
      TenantKeys keys, AuditEvent event, Ceremony begun, Fido2Candidate key, Assertion answer) {
    var parameters = GuardedStatement.parameters(keys, event, event.refused(Reason.RACE_LOST));
    parameters.putAll(CeremonyGuard.noted(answer));
    parameters.put("key_credential", key.id());
    parameters.put("factor", answer.counter());
    return activate.execute(parameters).invoke(Fido2Activations::requireDone).replaceWithVoid();
  }

  private static void requireDone(Row row) {
    if (row.getString("reason") != null) {
      throw new Refusal(Reason.CONFLICT, "The credential was changed meanwhile.");
    }
  }

  private Uni<Void> refused(TenantKeys keys, AuditEvent event, @Nullable Fault fault) {
    var reason = fault == Fault.COUNTER ? Reason.AUTHENTICATOR_CLONED : Reason.ASSERTION_WRONG;
    var told = event.detailed(String.valueOf(fault)).refused(reason);
    return refuse
        .execute(GuardedStatement.parameters(keys, told))
        .replaceWithVoid()
        .chain(() -> Uni.createFrom().failure(new Refusal(reason)));
  }
}
