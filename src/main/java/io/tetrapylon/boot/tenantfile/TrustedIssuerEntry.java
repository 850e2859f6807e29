package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import io.tetrapylon.tenant.TrustedIssuer.Terms;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose access tokens the tenant's API clients may show.
 *
 * @param issuer {@code iss} of its tokens, unique in the tenant's part of the file
 * @param audience what {@code aud} must hold
 * @param algorithm how it signs
 * @param jwksUrl where its keys are, or null for where its configuration says
 * @param clientClaim the claim that names the client, or null for the usual ones
 * @param clockSkew in seconds, 0 to 60
 * @param longestLifetime in seconds, 60 to 86400
 */
public record TrustedIssuerEntry(
    String issuer,
    String audience,
    Algorithm algorithm,
    @Nullable String jwksUrl,
    @Nullable String clientClaim,
    int clockSkew,
    int longestLifetime) {

  static TrustedIssuerEntry read(Element element, Scope scope) {
    var members =
        element.members(
            "issuer",
            "audience",
            "algorithm",
            "jwksUrl",
            "clientClaim",
            "clockSkew",
            "longestLifetime");
    var issuer = members.get("issuer");
    return new TrustedIssuerEntry(
        scope.issuers().give(issuer, issuer.as(Formats::webUrl)),
        members.text("audience"),
        members.get("algorithm").as(TrustedIssuerEntry::algorithm),
        members.find("jwksUrl").map(url -> url.as(Formats::webUrl)).orElse(null),
        members.textIfAny("clientClaim").orElse(null),
        members.number("clockSkew", 0, 60, (int) Terms.USUAL_SKEW.toSeconds()),
        members.number("longestLifetime", 60, 86_400, (int) Terms.USUAL_LIFETIME.toSeconds()));
  }

  private static Algorithm algorithm(String text) {
    for (var algorithm : Algorithm.values()) {
      if (algorithm.wireName().equals(text)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("must be RS256, PS256, ES256 or EdDSA");
  }

  /**
   * What a trusted issuer calls an API client.
   *
   * @param issuer as the file names it
   * @param subject what its tokens say
   */
  public record External(String issuer, String subject) {
    static External read(Element element, Scope scope) {
      var members = element.members("issuer", "subject");
      var issuer = members.get("issuer");
      return new External(scope.issuers().refer(issuer, issuer.text()), members.text("subject"));
    }
  }
}
