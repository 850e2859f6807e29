package io.tetrapylon.dialect.login;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.challenge.Transactions;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses an unknown transaction before an answer of events begins: once its head is sent, all that
 * could still be done is to break it off.
 */
@Singleton
class KnownTransactions {
  private final Transactions transactions;

  KnownTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  @ServerRequestFilter
  @KnownFirst
  Uni<Void> require(ContainerRequestContext context, RoutingContext request) {
    var path = context.getUriInfo().getPathParameters();
    var asked = new LoginRequest();
    asked.request = request;
    asked.security = context.getSecurityContext();
    asked.resource = number(path.getFirst("resource"));
    return transactions
        .progress(asked.owner(), LoginTransactions.id(path.getFirst("id")))
        .replaceWithVoid();
  }

  /** As the framework reads it before it calls a resource. */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      throw new Refusal(Reason.PATH_UNKNOWN);
    }
  }
}
