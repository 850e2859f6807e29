package io.tetrapylon.tenant;

import java.util.List;
import java.util.UUID;

/**
 * That a tenant trusts an issuer: what is needed to get its keys and to check its tokens.
 *
 * @param tenant which tenant
 * @param issuer whom, and on which terms
 * @param hosts the hosts that may be called for this tenant
 */
record Trust(UUID tenant, TrustedIssuer issuer, List<String> hosts) {
  /**
   * Names one version of it, so that whatever was made under other terms is found to be old.
   *
   * @param tenant which tenant
   * @param issuer the issuer's id
   * @param version that was read
   */
  record Ref(UUID tenant, UUID issuer, long version) {
    static Ref of(UUID tenant, TrustedIssuer issuer) {
      return new Ref(tenant, issuer.id(), issuer.version());
    }
  }

  Ref ref() {
    return Ref.of(tenant, issuer);
  }
}
