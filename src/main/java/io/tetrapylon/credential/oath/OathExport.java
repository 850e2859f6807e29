package io.tetrapylon.credential.oath;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens with their secrets, for another system; the trail keeps who took them. */
@ApplicationScoped
public class OathExport {
  private static final UUID FIRST = new UUID(0, 0);
  private static final String EXPORT =
      """
      SELECT c.id, c.external_id, u.username, c.label, o.method, o.algorithm, o.digits, o.period, c.moving_factor,
             extract(epoch FROM nullif(c.valid_from, '-infinity'))::bigint AS valid_from,
             extract(epoch FROM nullif(c.valid_to, 'infinity'))::bigint AS valid_to,
             encode(c.sealed_secret, 'base64') AS sealed
        FROM credential c
        JOIN credential_oath o ON o.tenant_id = c.tenant_id AND o.credential_id = c.id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
       WHERE c.tenant_id = :tenant AND c.id > :after AND c.state <> 'ARCHIVED' AND c.sealed_secret IS NOT NULL
       ORDER BY c.id LIMIT :most
      """;

  private final Ledger ledger;
  private final DataKeys dataKeys;

  OathExport(Ledger ledger, DataKeys dataKeys) {
    this.ledger = ledger;
    this.dataKeys = dataKeys;
  }

  private record Sealed(UUID id, Object[] row) {
    HandedOver opened(Secret secret) {
      var method = OathMethod.valueOf((String) row[4]);
      return new HandedOver(
          id,
          (String) row[1],
          (String) row[2],
          (String) row[3],
          new OathParameters(method, OathAlgorithm.valueOf((String) row[5]), number(6), number(7)),
          secret,
          method == OathMethod.HOTP ? ((Number) row[8]).longValue() + 1 : 0,
          new Validity(instant(row[9]), instant(row[10])));
    }

    private int number(int column) {
      return ((Number) row[column]).intValue();
    }

    private static @Nullable Instant instant(@Nullable Object epoch) {
      return epoch == null ? null : Instant.ofEpochSecond(((Number) epoch).longValue());
    }

    byte[] secret() {
      return Base64.getMimeDecoder().decode((String) row[11]);
    }
  }

  /**
   * All tokens of a tenant but archived ones, in the order of their ids.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<HandedOver>> page(Actor actor, UUID tenant, @Nullable UUID after, int limit) {
    return ledger
        .change(
            actor,
            tenant,
            "oath.export",
            () ->
                rows(tenant, after == null ? FIRST : after, limit + 1)
                    .map(
                        rows ->
                            Changed.of(rows, "tenant", tenant)
                                .detailed(Math.min(rows.size(), limit) + " tokens")))
        .chain(rows -> opened(tenant, rows))
        .map(all -> Page.of(all, limit, token -> token.id().toString()));
  }

  private static Uni<List<Sealed>> rows(UUID tenant, UUID after, int most) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(EXPORT, Object[].class)
                    .setParameter("tenant", tenant)
                    .setParameter("after", after)
                    .setParameter("most", most)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> new Sealed((UUID) row[0], row)).toList());
  }

  private Uni<List<HandedOver>> opened(UUID tenant, List<Sealed> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> dataKeys.open(tenant, Candidate.SECRET, row.id(), row.secret()).map(row::opened))
        .collect()
        .asList();
  }
}
