package io.tetrapylon.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Page;
import java.util.UUID;
import java.util.function.Function;

/** Lists of entities in a transaction of the {@link Ledger}. */
public final class Pages {
  private Pages() {}

  /**
   * A tenant's entities in the order in which they were made.
   *
   * @param type has {@code tenantId} and {@code id}
   * @param after the id that the last page ended with, or one that is below all
   * @param limit how many, at the most
   * @param id of an entity
   */
  public static <E, I> Uni<Page<E>> after(
      Class<E> type, UUID tenant, I after, int limit, Function<E, I> id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "from " + type.getName() + " where tenantId = ?1 and id > ?2 order by id",
                        type)
                    .setParameter(1, tenant)
                    .setParameter(2, after)
                    .setMaxResults(limit + 1)
                    .getResultList())
        .map(found -> Page.of(found, limit, each -> id.apply(each).toString()));
  }
}
