package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.boot.tenantfile.TrustedIssuerEntry;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.TrustedIssuer;
import io.tetrapylon.tenant.TrustedIssuers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The issuers that a tenant trusts, and what they call its API clients. */
@ApplicationScoped
class IssuersStep implements TenantStep {
  private final TrustedIssuers issuers;

  IssuersStep(TrustedIssuers issuers) {
    this.issuers = issuers;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.each(entry.trustedIssuers(), issuer -> issuer(tenant, issuer));
  }

  private Uni<Void> issuer(UUID tenant, TrustedIssuerEntry entry) {
    return Sequence.ifMissing(
        issuers.find(tenant, entry.issuer(), entry.audience()),
        none -> issuers.create(Authority.SYSTEM, tenant, entry.issuer(), terms(entry)));
  }

  private static TrustedIssuer.Terms terms(TrustedIssuerEntry entry) {
    return new TrustedIssuer.Terms(
        entry.audience(),
        entry.algorithm(),
        entry.jwksUrl(),
        entry.clientClaim(),
        Duration.ofSeconds(entry.clockSkew()),
        Duration.ofSeconds(entry.longestLifetime()));
  }

  /** What an issuer calls a client; empty where none does, or where it is trusted no more. */
  Uni<Optional<ApiClient.External>> external(
      UUID tenant, TenantEntry entry, TrustedIssuerEntry.@Nullable External external) {
    var named =
        entry.trustedIssuers().stream()
            .filter(issuer -> external != null && issuer.issuer().equals(external.issuer()))
            .findFirst();
    if (external == null || named.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return issuers
        .find(tenant, named.get().issuer(), named.get().audience())
        .map(
            found ->
                Optional.ofNullable(found)
                    .map(issuer -> new ApiClient.External(issuer.id(), external.subject())));
  }
}
