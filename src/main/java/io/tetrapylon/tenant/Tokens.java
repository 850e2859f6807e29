package io.tetrapylon.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.SigningKey;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.keys.VerificationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Issues and verifies the tokens of API clients and operators: JWTs (RFC 9068) signed RS256 by the
 * tenant's own key.
 *
 * <p>The algorithm is fixed here and never taken from a header, whose {@code jku}, {@code x5u} and
 * {@code jwk} are not looked at; {@code kid} only chooses among the keys that this installation
 * made. A signature is verified once and remembered by the token's SHA-256; everything else is
 * checked on each request.
 */
@ApplicationScoped
public class Tokens {
  /** Counts signatures that were verified, of whichever issuer. */
  static final String SIGNATURES = "tetrapylon.tokens.signatures";

  private static final String TYPE = "at+jwt";
  private static final String ALGORITHM = "RS256";

  private final SigningKeys signingKeys;
  private final PublicUrl publicUrl;
  private final TokenConfig config;
  private final Clock clock;
  private final Ids ids;
  private final Cache<ByteBuffer, VerifiedToken> verified;
  private final Counter signatures;

  Tokens(
      SigningKeys signingKeys,
      PublicUrl publicUrl,
      TokenConfig config,
      Clock clock,
      Ids ids,
      MeterRegistry metrics) {
    this.signingKeys = signingKeys;
    this.publicUrl = publicUrl;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
    this.signatures = metrics.counter(SIGNATURES);
    this.verified = Caffeine.newBuilder().maximumSize(config.remembered()).build();
  }

  /**
   * A token as it is handed out.
   *
   * @param value the compact JWT
   * @param expiresIn seconds that it is good for
   */
  public record Issued(String value, long expiresIn) {}

  /** A token for a caller that has shown who it is. */
  public Uni<Issued> issue(Caller caller) {
    return signingKeys.current(caller.tenantId()).map(key -> issue(caller, key));
  }

  private Issued issue(Caller caller, SigningKey key) {
    Instant now = clock.instant();
    String token =
        Jwt.issuer(publicUrl.issuer(caller.tenantCode()))
            .subject(caller.id().toString())
            .audience(publicUrl.of(""))
            .issuedAt(now)
            .expiresAt(now.plus(config.lifetime()))
            .claim("jti", ids.next().toString())
            .claim("client_id", caller.name())
            .claim("kind", caller.kind().wireName())
            .claim("custom:account_id", caller.tenantCode())
            .jws()
            .type(TYPE)
            .keyId(key.kid())
            .sign(key.privateKey());
    return new Issued(token, config.lifetime().toSeconds());
  }

  /** Whether a token says that it was issued here. */
  boolean isOurs(String token, ByteBuffer digest) {
    return verified.getIfPresent(digest) != null || publicUrl.isOurs(Unverified.issuer(token));
  }

  /**
   * What a token says, or a failure with {@code TOKEN_INVALID}.
   *
   * @param digest of the token
   */
  Uni<VerifiedToken> verify(String token, ByteBuffer digest) {
    var known = verified.getIfPresent(digest);
    Uni<VerifiedToken> answer =
        known != null
            ? requireKey(known)
            : verifySignature(token).invoke(fresh -> verified.put(digest, fresh));
    return answer.invoke(this::refuseExpired);
  }

  /** A key that was retired takes the tokens with it that it signed, remembered or not. */
  private Uni<VerifiedToken> requireKey(VerifiedToken known) {
    return signingKeys
        .byKeyId(known.kid())
        .map(key -> key.map(there -> known).orElseThrow(Tokens::invalid));
  }

  private void refuseExpired(VerifiedToken token) {
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw invalid();
    }
  }

  private Uni<VerifiedToken> verifySignature(String token) {
    return signingKeys
        .byKeyId(Unverified.keyId(token))
        .map(key -> verifySignature(token, key.orElseThrow(Tokens::invalid)));
  }

  private VerifiedToken verifySignature(String token, VerificationKey key) {
    try {
      JwtClaims claims = consumer(key).processToClaims(token);
      signatures.increment();
      return new VerifiedToken(
          key.kid(),
          key.tenant(),
          UUID.fromString(claims.getSubject()),
          kind(claims.getStringClaimValue("kind")),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private JwtConsumer consumer(VerificationKey key) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHM)
        .setVerificationKey(key.key())
        .setExpectedType(true, TYPE)
        .setExpectedAudience(publicUrl.of(""))
        .setRequireExpirationTime()
        .setRequireSubject()
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }

  private static Caller.Kind kind(String wireName) {
    for (var kind : Caller.Kind.values()) {
      if (kind.wireName().equals(wireName)) {
        return kind;
      }
    }
    throw invalid();
  }

  private static Refusal invalid() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
