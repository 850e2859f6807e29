package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * What an access token of a trusted issuer must be (RFC 9068 section 4, RFC 8725): each check
 * refuses with {@code TOKEN_INVALID}.
 *
 * <p>The key and the algorithm are the issuer's; what the header says of either ({@code jku},
 * {@code jwk}, {@code x5u}, {@code x5c}) is not looked at.
 */
final class AccessTokenRules {
  /** RFC 9068 section 2.1, and what issuers wrote before it; without {@code application/}. */
  private static final Set<String> TYPES = Set.of("at+jwt", "jwt");

  /** OpenID Connect Core 1.0 sections 2 and 3.3.2.11: what only ID tokens have. */
  private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash", "s_hash");

  /** Issuers that sign everything as a {@code JWT} say in a claim of their own what it is. */
  private static final Set<String> ACCESS = Set.of("access", "bearer");

  private AccessTokenRules() {}

  /** A token that holds under these terms. */
  static ForeignToken check(String token, Trust trust, String kid, PublicKey key, Instant now) {
    try {
      var context = consumer(trust.issuer(), key, now).process(token);
      return check(context, trust, kid, now);
    } catch (InvalidJwtException | MalformedClaimException | DateTimeException wrong) {
      throw invalid();
    }
  }

  private static JwtConsumer consumer(TrustedIssuer issuer, PublicKey key, Instant now) {
    var terms = issuer.terms();
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, terms.algorithm().wireName())
        .setVerificationKey(key)
        .setExpectedIssuer(true, issuer.issuer())
        .setExpectedAudience(true, terms.audience())
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setAllowedClockSkewInSeconds(Math.toIntExact(terms.clockSkew().toSeconds()))
        .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
        .build();
  }

  private static ForeignToken check(JwtContext context, Trust trust, String kid, Instant now)
      throws MalformedClaimException {
    var claims = context.getJwtClaims();
    var terms = trust.issuer().terms();
    requireTimes(claims, terms, now);
    var subject = subject(claims, terms);
    requireAccessToken(context, claims, terms.audience(), subject);
    return new ForeignToken(
        trust.ref(), kid, subject, instant(claims.getExpirationTime()).plus(terms.clockSkew()));
  }

  private static void requireTimes(JwtClaims claims, TrustedIssuer.Terms terms, Instant now)
      throws MalformedClaimException {
    var issued = instant(claims.getIssuedAt());
    var lifetime = Duration.between(issued, instant(claims.getExpirationTime()));
    require(!issued.isAfter(now.plus(terms.clockSkew())));
    require(lifetime.compareTo(terms.longestLifetime()) <= 0);
  }

  private static Instant instant(NumericDate date) {
    return Instant.ofEpochSecond(date.getValue());
  }

  private static String subject(JwtClaims claims, TrustedIssuer.Terms terms) {
    var named = terms.clientClaim();
    var claim = named != null ? named : claims.hasClaim("azp") ? "azp" : "client_id";
    var subject = Unverified.text(claims.getClaimValue(claim));
    require(!subject.isEmpty());
    return subject;
  }

  private static void requireAccessToken(
      JwtContext context, JwtClaims claims, String audience, String subject) {
    require(context.getJoseObjects().size() == 1); // no token within a token
    var headers = context.getJoseObjects().get(0).getHeaders();
    require(headers.getObjectHeaderValue("crit") == null);
    // RFC 9449, RFC 8705: bound to a key of its client, whose proof nobody asks for here
    require(!claims.hasClaim("cnf"));
    var type = plain(headers.getObjectHeaderValue("typ"));
    require(TYPES.contains(type));
    require(type.equals("at+jwt") || !looksLikeAnother(claims, audience, subject));
  }

  /**
   * Whether it is no access token, as far as one can tell of a mere {@code JWT}: an ID token is for
   * the client itself, a logout token tells of events.
   */
  private static boolean looksLikeAnother(JwtClaims claims, String audience, String subject) {
    return audience.equals(subject)
        || claims.hasClaim("events")
        || OF_ID_TOKENS.stream().anyMatch(claims::hasClaim)
        || Stream.of("typ", "token_use")
            .filter(claims::hasClaim)
            .anyMatch(claim -> !ACCESS.contains(plain(claims.getClaimValue(claim))));
  }

  private static String plain(@Nullable Object type) {
    return Unverified.text(type).toLowerCase(Locale.ROOT).replaceFirst("^application/", "");
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw invalid();
    }
  }

  private static Refusal invalid() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
