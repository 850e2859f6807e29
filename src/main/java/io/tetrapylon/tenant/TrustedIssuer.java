package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issuer (RFC 8414, OpenID Connect Discovery 1.0) whose access tokens a tenant's API clients may
 * show, as it stood when it was read.
 *
 * @param id its internal id
 * @param issuer what its tokens say in {@code iss}, to the letter
 * @param terms which of its tokens are taken
 * @param createdAt when it was made
 * @param version for optimistic locking
 */
public record TrustedIssuer(UUID id, String issuer, Terms terms, Instant createdAt, long version) {
  private static final int LONGEST_URL = 1000;
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** How an issuer signs; one of these, whatever the header of a token says (RFC 8725). */
  public enum Algorithm {
    RS256("RS256", "RSA"),
    PS256("PS256", "RSA"),
    ES256("ES256", "EC"),
    /** Ed25519 (RFC 8037). */
    EDDSA("EdDSA", "OKP");

    private final String wireName;
    private final String keyType;

    Algorithm(String wireName, String keyType) {
      this.wireName = wireName;
      this.keyType = keyType;
    }

    /** As it stands in {@code alg}. */
    public String wireName() {
      return wireName;
    }

    /** {@code kty} of its keys. */
    String keyType() {
      return keyType;
    }

    /** The algorithm of that name; refused where there is none. */
    public static Algorithm of(@Nullable String wireName) {
      for (var algorithm : values()) {
        if (algorithm.wireName.equals(wireName)) {
          return algorithm;
        }
      }
      throw Member.invalid("algorithm", "must be one of RS256, PS256, ES256, EdDSA.");
    }
  }

  /**
   * Which tokens of an issuer are taken.
   *
   * @param audience what {@code aud} must hold; with the issuer unique in the installation
   * @param algorithm how they are signed
   * @param jwksUrl where the keys are; null for where the issuer's own configuration says
   * @param clientClaim the claim that names the API client; null for {@code azp}, or {@code
   *     client_id} where there is none
   * @param clockSkew how far the issuer's clock may be from the gateway's, 0 to 60 seconds
   * @param longestLifetime from {@code iat} to {@code exp}, one minute to one day
   */
  public record Terms(
      String audience,
      Algorithm algorithm,
      @Nullable String jwksUrl,
      @Nullable String clientClaim,
      Duration clockSkew,
      Duration longestLifetime) {
    /** What holds where nobody says otherwise. */
    public static final Duration USUAL_SKEW = Duration.ofSeconds(30);

    /** What holds where nobody says otherwise. */
    public static final Duration USUAL_LIFETIME = Duration.ofHours(1);

    /** Refuses what cannot be. */
    public Terms {
      Member.text("audience", audience, 500);
      Member.optional("clientClaim", clientClaim, 200);
      if (jwksUrl != null) {
        requireUrl("jwksUrl", jwksUrl);
      }
      requireWithin("clockSkewSeconds", clockSkew, 0, 60);
      requireWithin("longestLifetimeSeconds", longestLifetime, 60, 86_400);
    }

    private static void requireWithin(String member, Duration given, long least, long most) {
      Member.check(
          given.toSeconds() >= least && given.toSeconds() <= most,
          member,
          "must be " + least + " to " + most + ".");
    }
  }

  /** An issuer as it may be trusted: an https URL without query or fragment. */
  static String checked(@Nullable String issuer) {
    var text = Member.text("issuer", issuer, LONGEST_URL);
    Member.check(requireUrl("issuer", text).getRawQuery() == null, "issuer", "has no query.");
    return text;
  }

  /** Where it says where its keys are (OpenID Connect Discovery 1.0 section 4). */
  URI configuration() {
    return URI.create(issuer.replaceFirst("/$", "") + CONFIGURATION);
  }

  /**
   * A URL that keys may be had from: https, or http on this machine, which the guard of outbound
   * requests lets through in development only.
   */
  private static URI requireUrl(String member, String text) {
    Member.text(member, text, LONGEST_URL);
    try {
      var uri = new URI(text);
      Member.check(isPlain(uri), member, "must be an https URL.");
      return uri;
    } catch (URISyntaxException notAUri) {
      throw Member.invalid(member, "must be an https URL.");
    }
  }

  private static boolean isPlain(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    boolean local = "http".equals(uri.getScheme()) && THIS_MACHINE.contains("" + uri.getHost());
    return (secure || local)
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null;
  }
}
