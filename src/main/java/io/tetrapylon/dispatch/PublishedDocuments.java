package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.tenant.IssuerDocuments;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What trusted issuers publish, by the guard of everything that goes out. Nobody's request waits
 * for it as long as a message may take.
 */
@ApplicationScoped
class PublishedDocuments implements IssuerDocuments {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
  private static final int OK = 200;

  private final Egress egress;

  PublishedDocuments(Egress egress) {
    this.egress = egress;
  }

  @Override
  public Uni<JsonObject> get(URI from, List<String> hosts) {
    var request =
        new Outbound(
            HttpMethod.GET,
            from,
            HEADERS,
            Buffer.buffer(),
            Hosts.of(hosts),
            PATIENCE,
            Outbound.Version.HTTP_1_1);
    return egress.call(request).map(PublishedDocuments::document);
  }

  private static JsonObject document(Answer answer) {
    if (answer.status() != OK) {
      throw new EgressFailed("answered " + answer.status());
    }
    return answer.json();
  }
}
