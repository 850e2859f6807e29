package io.tetrapylon.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of what a client registered; its id is the client's. */
@Entity(name = "BackchannelClient")
@Table(name = "backchannel_client")
@IdClass(TenantScoped.class)
class BackchannelClientEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id
  @Column(name = "client_id")
  UUID id;

  @Column String mode;

  @Column @Nullable String endpoint;

  @Column(name = "request_key")
  @Nullable String requestKey;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  void take(BackchannelClient client) {
    mode = client.delivery().name();
    endpoint = client.endpoint() == null ? null : client.endpoint().toString();
    requestKey = client.requestKey() == null ? null : client.requestKey().jwk().encode();
  }

  BackchannelClient.Versioned snapshot() {
    var client =
        new BackchannelClient(
            BackchannelClient.Delivery.valueOf(mode),
            BackchannelClient.endpoint(endpoint),
            requestKey == null ? null : RequestKey.of(new JsonObject(requestKey)));
    return new BackchannelClient.Versioned(client, version);
  }
}
