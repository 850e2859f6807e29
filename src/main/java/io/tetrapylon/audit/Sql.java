package io.tetrapylon.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * SQL in a transaction of the {@link Ledger}, for what no entity says well: sets, locks, counts.
 */
public final class Sql {
  private Sql() {}

  /** How many rows a statement changed. */
  public static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }

  /** The rows that a query found, each with all its columns: at least two. */
  public static Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
  }

  /** The only column of the only row of a query. */
  public static <T> Uni<T> value(Class<T> type, String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, type);
              parameters.forEach(query::setParameter);
              return query.getSingleResult();
            });
  }

  /** Ids as the text of an array, for {@code cast(cast(:ids as text) as uuid[])}. */
  public static String array(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
