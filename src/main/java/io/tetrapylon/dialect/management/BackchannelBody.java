package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.tenant.BackchannelClient;
import io.tetrapylon.tenant.RequestKey;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an API client registered for OpenID CIBA.
 *
 * @param delivery {@code poll}, {@code ping} or {@code push}
 * @param endpoint where ping and push go, https
 * @param requestKey the public JWK of its signed requests; with one it signs each
 */
@Schema(name = "BackchannelClient")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackchannelBody(
    @Nullable String delivery,
    @Nullable String endpoint,
    @Nullable Map<String, Object> requestKey) {

  BackchannelClient toClient() {
    return new BackchannelClient(
        Wire.constant(BackchannelClient.Delivery.class, "delivery", delivery),
        BackchannelClient.endpoint(endpoint),
        requestKey == null ? null : RequestKey.of(new JsonObject(requestKey)));
  }

  static BackchannelBody of(BackchannelClient client) {
    var key = client.requestKey();
    return new BackchannelBody(
        Wire.word(client.delivery()),
        client.endpoint() == null ? null : client.endpoint().toString(),
        key == null ? null : key.jwk().getMap());
  }
}
