package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.uaf.UafCeremony;
import io.tetrapylon.credential.uaf.UafSigner;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what UAF authenticators are asked by, and what their answers are checked by. */
@ApplicationScoped
class UafOpening {
  /** The tenant's first credential lends a login that nobody has the looks of one. */
  private static final String SIGNERS =
      """
      SELECT d.aaid AS decoy_aaid, d.app_id AS decoy_app, %s, %s
        FROM (SELECT 1) AS always
        LEFT JOIN LATERAL (SELECT f.aaid, f.app_id FROM credential_uaf f
                            WHERE f.tenant_id = $1 ORDER BY f.credential_id LIMIT 1) AS d ON true
        LEFT JOIN (credential c JOIN credential_uaf k ON k.tenant_id = c.tenant_id AND k.credential_id = c.id)
          ON c.tenant_id = $1 AND c.user_id = $2 AND c.kind = 'FIDO_UAF' AND c.state <> 'ARCHIVED'
       ORDER BY c.id DESC
      """
          .formatted(Candidate.COLUMNS, UafSigner.COLUMNS);

  private static final String OPEN = sql("");
  private static final String OPEN_IN_DATAROOM = sql(Opening.inDataroom("u", "u.id", "$8"));

  private final Pool pool;

  UafOpening(Pool pool) {
    this.pool = pool;
  }

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
          LEFT JOIN ceremony e ON e.tenant_id = t.id AND e.id = $5 AND e.caller_id = $6 AND e.resource_id = $7
           AND e.purpose = 'UAF' AND e.used_at IS NULL AND e.expires_at > now()
          LEFT JOIN (credential_uaf k
                JOIN credential c ON c.tenant_id = k.tenant_id AND c.id = k.credential_id AND c.state <> 'ARCHIVED'
                JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id)
            ON k.tenant_id = t.id AND upper(k.aaid) = upper($2::text) AND k.key_id = $3 AND e.user_id = u.id %s
          LEFT JOIN user_network n ON n.tenant_id = u.tenant_id AND n.user_id = u.id AND n.network = $4
         WHERE t.id = $1
        """
        .formatted(
            Opening.USER, Candidate.COLUMNS, UafSigner.COLUMNS, UafCeremony.COLUMNS, dataroom);
  }

  /**
   * Which keys a user has.
   *
   * @param signers the newest first, whatever their state
   * @param decoyModel a model of authenticators that the tenant has, or null where it has none
   * @param decoyApp an application of the tenant's, or null
   */
  record Signers(List<UafSigner> signers, @Nullable String decoyModel, @Nullable String decoyApp) {
    private static Signers of(RowSet<Row> rows) {
      var first = rows.iterator().next();
      return new Signers(
          StreamSupport.stream(rows.spliterator(), false)
              .map(UafSigner::read)
              .filter(Objects::nonNull)
              .toList(),
          first.getString("decoy_aaid"),
          first.getString("decoy_app"));
    }

    /** Those that may be asked, for the application that is wanted or else the newest one's. */
    List<UafSigner> usable(@Nullable String appId) {
      var usable = signers.stream().filter(each -> each.row().usable()).toList();
      var app = appId == null && !usable.isEmpty() ? usable.get(0).appId() : appId;
      return usable.stream().filter(each -> each.appId().equals(app)).toList();
    }
  }

  /** The keys of a user, or of nobody. */
  Uni<Signers> signers(UUID tenant, @Nullable UUID user) {
    return pool.preparedQuery(SIGNERS).execute(Tuple.of(tenant, user)).map(Signers::of);
  }

  /**
   * What there is to check an answer by.
   *
   * @param opened the user, if the key is there
   * @param asked the ceremony, or null
   * @param signer the key, or null where there is none that may answer
   */
  record Read(Opened opened, @Nullable UafCeremony asked, @Nullable UafSigner signer) {
    static Read of(Row row) {
      return new Read(Opened.readAnswer(row), UafCeremony.read(row), UafSigner.read(row));
    }
  }

  /** The ceremony, if this caller began it here and nobody answered it yet, and the key. */
  Uni<Read> open(UafAttempt.ByUaf attempt) {
    var context = attempt.context();
    var dataroom = context.caller().dataroom();
    var parameters =
        Tuple.tuple()
            .addUUID(context.caller().tenantId())
            .addString(attempt.response().aaid())
            .addString(attempt.response().keyId())
            .addValue(context.origin().network())
            .addUUID(attempt.ceremony())
            .addUUID(context.caller().id())
            .addLong(context.resourceId());
    return (dataroom == null
            ? pool.preparedQuery(OPEN).execute(parameters)
            : pool.preparedQuery(OPEN_IN_DATAROOM).execute(parameters.addArrayOfUUID(dataroom)))
        .map(rows -> Read.of(rows.iterator().next()));
  }
}
