package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/**
 * Where issuers' configurations and keys are had from. What goes out is guarded by a feature above,
 * which implements this.
 */
public interface IssuerDocuments {
  /**
   * A JSON object that is published there.
   *
   * @param from https
   * @param hosts the hosts that may be called
   * @return or a failure whose message says in a few words why it cannot be had
   */
  Uni<JsonObject> get(URI from, List<String> hosts);
}
