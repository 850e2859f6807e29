package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whom a token of an issuer is to be believed by, and which API client it speaks for. */
@ApplicationScoped
class IssuerStore {
  private static final String TRUST =
      """
      SELECT i.tenant_id, i.id, i.issuer, i.audience, i.algorithm, i.jwks_url, i.client_claim, i.clock_skew_seconds,
             i.longest_lifetime_seconds, i.created_at, i.version, t.allowed_hosts
        FROM trusted_issuer i JOIN tenant t ON t.id = i.tenant_id
       WHERE\s""";
  private static final String BY_CLAIMS =
      TRUST + "i.issuer = $1 AND i.audience = ANY($2::text[]) LIMIT 2";
  private static final String BY_REF = TRUST + "i.tenant_id = $1 AND i.id = $2 AND i.version = $3";

  /** One visit says whether the issuer is trusted as it was, and whether the client is there. */
  private static final String CLIENT =
      """
      SELECT t.id AS tenant_id, t.code, c.id, c.access_id, c.access, c.permissions, c.user_id, c.dataroom
        FROM trusted_issuer i
        JOIN tenant t ON t.id = i.tenant_id
        LEFT JOIN api_client c
          ON c.tenant_id = i.tenant_id AND c.issuer_id = i.id AND c.external_subject = $4 AND c.enabled
       WHERE i.tenant_id = $1 AND i.id = $2 AND i.version = $3
      """;

  private final Pool pool;

  IssuerStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * Whether an issuer is trusted as it was, and the API client that bears its name.
   *
   * @param trusted false where it was changed or is trusted no more
   * @param client null where no such client is enabled
   */
  record Standing(boolean trusted, @Nullable Caller client) {}

  /**
   * Who trusts this issuer with one of these audiences; null where nobody does, and where two would
   * have to be chosen between.
   */
  Uni<@Nullable Trust> trust(String issuer, List<String> audiences) {
    return pool.preparedQuery(BY_CLAIMS)
        .execute(Tuple.of(issuer, audiences.toArray(String[]::new)))
        .map(IssuerStore::onlyOne);
  }

  /** The same by its name; null where that version is not there any more. */
  Uni<@Nullable Trust> trust(Trust.Ref ref) {
    return pool.preparedQuery(BY_REF)
        .execute(Tuple.of(ref.tenant(), ref.issuer(), ref.version()))
        .map(IssuerStore::onlyOne);
  }

  /** How the API client stands that an issuer calls by this name. */
  Uni<Standing> standing(Trust.Ref ref, String subject) {
    return pool.preparedQuery(CLIENT)
        .execute(Tuple.of(ref.tenant(), ref.issuer(), ref.version(), subject))
        .map(IssuerStore::standing);
  }

  private static Standing standing(RowSet<Row> rows) {
    var each = rows.iterator();
    if (!each.hasNext()) {
      return new Standing(false, null);
    }
    var row = each.next();
    return new Standing(true, row.getUUID("id") == null ? null : CallerStore.client(row));
  }

  private static @Nullable Trust onlyOne(RowSet<Row> rows) {
    return rows.rowCount() == 1 ? trust(rows.iterator().next()) : null;
  }

  private static Trust trust(Row row) {
    return new Trust(
        row.getUUID("tenant_id"), issuer(row), List.of(row.getArrayOfStrings("allowed_hosts")));
  }

  private static TrustedIssuer issuer(Row row) {
    return new TrustedIssuer(
        row.getUUID("id"),
        row.getString("issuer"),
        new TrustedIssuer.Terms(
            row.getString("audience"),
            TrustedIssuer.Algorithm.valueOf(row.getString("algorithm")),
            row.getString("jwks_url"),
            row.getString("client_claim"),
            seconds(row, "clock_skew_seconds"),
            seconds(row, "longest_lifetime_seconds")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getLong("version"));
  }

  private static Duration seconds(Row row, String column) {
    return Duration.ofSeconds(row.getInteger(column));
  }
}
