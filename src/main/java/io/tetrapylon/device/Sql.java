package io.tetrapylon.device;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** SQL in a transaction of the ledger. */
final class Sql {
  private Sql() {}

  /** The rows that a query found, each with all its columns: at least two. */
  static Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
  }

  /** How many rows a statement changed. */
  static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }
}
