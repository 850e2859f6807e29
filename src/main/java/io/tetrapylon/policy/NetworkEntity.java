package io.tetrapylon.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code network}. */
@Entity
@Table(name = "network")
class NetworkEntity extends TenantRow {
  @Column String name;
  @Column String[] cidrs;

  NetworkEntity set(NetworkSettings settings) {
    name = settings.name();
    cidrs = settings.cidrs().toArray(String[]::new);
    return this;
  }

  NetworkSettings settings() {
    return new NetworkSettings(name, List.of(cidrs));
  }

  Network view() {
    return new Network(id, settings(), createdAt, version);
  }
}
