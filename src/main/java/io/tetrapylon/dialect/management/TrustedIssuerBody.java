package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.TrustedIssuer;
import io.tetrapylon.tenant.TrustedIssuer.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An issuer that a tenant trusts, as it travels. */
final class TrustedIssuerBody {
  private TrustedIssuerBody() {}

  /**
   * An issuer to be trusted; what is left out is the usual.
   *
   * @param issuer {@code iss} of its tokens, an https URL
   * @param audience what {@code aud} must hold
   * @param algorithm {@code RS256}, {@code PS256}, {@code ES256} or {@code EdDSA}
   * @param jwksUrl where its keys are; without it the issuer's own configuration says
   * @param clientClaim what names the client; without it {@code azp}, or else {@code client_id}
   * @param clockSkewSeconds 0 to 60, 30 when nothing is said
   * @param longestLifetimeSeconds 60 to 86400, 3600 when nothing is said
   */
  @Schema(name = "TrustedIssuerDraft")
  record Draft(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable String algorithm,
      @Nullable String jwksUrl,
      @Nullable String clientClaim,
      @Nullable Integer clockSkewSeconds,
      @Nullable Integer longestLifetimeSeconds) {

    Terms toTerms() {
      return new Change(
              audience, algorithm, jwksUrl, clientClaim, clockSkewSeconds, longestLifetimeSeconds)
          .toTerms();
    }
  }

  /** Which of its tokens are taken from now on; the issuer itself stays. */
  @Schema(name = "TrustedIssuerChange")
  record Change(
      @Nullable String audience,
      @Nullable String algorithm,
      @Nullable String jwksUrl,
      @Nullable String clientClaim,
      @Nullable Integer clockSkewSeconds,
      @Nullable Integer longestLifetimeSeconds) {

    Terms toTerms() {
      return new Terms(
          Member.text("audience", audience, 500),
          TrustedIssuer.Algorithm.of(algorithm),
          jwksUrl,
          clientClaim,
          seconds(clockSkewSeconds, Terms.USUAL_SKEW),
          seconds(longestLifetimeSeconds, Terms.USUAL_LIFETIME));
    }

    private static Duration seconds(@Nullable Integer given, Duration otherwise) {
      return given == null ? otherwise : Duration.ofSeconds(given);
    }
  }

  /** An issuer as it stands. */
  @Schema(name = "TrustedIssuer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      String issuer,
      String audience,
      String algorithm,
      @Nullable String jwksUrl,
      @Nullable String clientClaim,
      long clockSkewSeconds,
      long longestLifetimeSeconds,
      Instant createdAt,
      long version) {

    static View of(TrustedIssuer issuer) {
      var terms = issuer.terms();
      return new View(
          issuer.id(),
          issuer.issuer(),
          terms.audience(),
          terms.algorithm().wireName(),
          terms.jwksUrl(),
          terms.clientClaim(),
          terms.clockSkew().toSeconds(),
          terms.longestLifetime().toSeconds(),
          issuer.createdAt(),
          issuer.version());
    }
  }

  /**
   * Whether an issuer's keys can be had as it is set.
   *
   * @param usable whether there is one
   * @param keys their names
   * @param detail why there are none
   */
  @Schema(name = "TrustedIssuerProbe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Probe(boolean usable, Set<String> keys, @Nullable String detail) {
    static Probe of(Set<String> keys) {
      return keys.isEmpty()
          ? new Probe(false, keys, "It publishes no key of this algorithm.")
          : new Probe(true, keys, null);
    }

    static Probe of(Refusal refusal) {
      return new Probe(false, Set.of(), refusal.getMessage());
    }
  }
}
