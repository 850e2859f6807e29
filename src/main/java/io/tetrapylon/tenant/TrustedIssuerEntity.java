package io.tetrapylon.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A trusted issuer's row. */
@Entity(name = "TrustedIssuer")
@Table(name = "trusted_issuer")
@IdClass(TenantScoped.class)
class TrustedIssuerEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(updatable = false)
  String issuer;

  @Column String audience;

  @Column String algorithm;

  @Column(name = "jwks_url")
  @Nullable String jwksUrl;

  @Column(name = "client_claim")
  @Nullable String clientClaim;

  @Column(name = "clock_skew_seconds")
  int clockSkewSeconds;

  @Column(name = "longest_lifetime_seconds")
  int longestLifetimeSeconds;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  void take(TrustedIssuer.Terms terms) {
    audience = terms.audience();
    algorithm = terms.algorithm().name();
    jwksUrl = terms.jwksUrl();
    clientClaim = terms.clientClaim();
    clockSkewSeconds = Math.toIntExact(terms.clockSkew().toSeconds());
    longestLifetimeSeconds = Math.toIntExact(terms.longestLifetime().toSeconds());
  }

  TrustedIssuer snapshot() {
    return new TrustedIssuer(
        id,
        issuer,
        new TrustedIssuer.Terms(
            audience,
            TrustedIssuer.Algorithm.valueOf(algorithm),
            jwksUrl,
            clientClaim,
            Duration.ofSeconds(clockSkewSeconds),
            Duration.ofSeconds(longestLifetimeSeconds)),
        createdAt,
        version);
  }
}
