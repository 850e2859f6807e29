package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.PipelinedReads;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.fido2.Fido2Candidate;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The first of the two visits where a key answers: one SELECT that reads the ceremony, if this
 * caller began it here and nobody answered it yet, the key, and the user whose key it is.
 */
@ApplicationScoped
class Fido2Opening {

  /** A ceremony for somebody is answered by that user's keys only. */
  private static String sql(String dataroom) {
    return """
        SELECT t.rulebook_version,
               %s,
               %s,
               %s,
               %s
          FROM tenant t
          LEFT JOIN webauthn_rules w ON w.tenant_id = t.id
          LEFT JOIN ceremony e ON e.tenant_id = t.id AND e.id = $4 AND e.caller_id = $5 AND e.resource_id = $6
           AND e.purpose IN ('FACTOR', 'PASSKEY') AND e.used_at IS NULL AND e.expires_at > now()
          LEFT JOIN (credential_fido2 f
                JOIN credential c ON c.tenant_id = f.tenant_id AND c.id = f.credential_id AND c.state <> 'ARCHIVED'
                JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id)
            ON f.tenant_id = t.id AND f.webauthn_id = $2 AND (e.purpose = 'PASSKEY' OR e.user_id = u.id) %s
          LEFT JOIN user_network n ON n.tenant_id = u.tenant_id AND n.user_id = u.id AND n.network = $3
         WHERE t.id = $1
        """
        .formatted(
            Opening.USER, Candidate.COLUMNS, Fido2Candidate.COLUMNS, Ceremony.COLUMNS, dataroom);
  }

  static final String OPEN = sql("");
  private static final String OPEN_IN_DATAROOM = sql(Opening.inDataroom("u", "u.id", "$7"));

  private final PipelinedReads reads;

  Fido2Opening(PipelinedReads reads) {
    this.reads = reads;
  }

  /**
   * What there is.
   *
   * @param opened the user, if the key is there
   * @param asked the ceremony, or null
   * @param key the key, or null where there is none that may answer
   */
  record Read(Opened opened, @Nullable Ceremony asked, @Nullable Fido2Candidate key) {
    static Read of(Row row) {
      return new Read(
          Opened.readAnswer(row),
          Ceremony.read(row),
          Fido2Candidate.read(Candidate.read(row), row));
    }
  }

  Uni<Read> open(Fido2Attempt.ByAssertion attempt) {
    var context = attempt.context();
    var dataroom = context.caller().dataroom();
    var parameters =
        Tuple.of(
            context.caller().tenantId(),
            Buffer.buffer(attempt.assertion().webauthnId()),
            context.origin().network(),
            attempt.ceremony(),
            context.caller().id(),
            context.resourceId());
    var client = reads.client();
    return (dataroom == null
            ? client.preparedQuery(OPEN).execute(parameters)
            : client.preparedQuery(OPEN_IN_DATAROOM).execute(parameters.addArrayOfUUID(dataroom)))
        .map(rows -> Read.of(rows.iterator().next()));
  }
}
