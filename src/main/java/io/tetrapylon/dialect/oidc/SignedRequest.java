package io.tetrapylon.dialect.oidc;

import io.tetrapylon.tenant.PublicUrl;
import io.tetrapylon.tenant.RequestKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Texts that a client signed with the key that it registered: authentication requests (OpenID CIBA
 * Core 1.0 section 7.1.1) and login hints. Algorithm and key are those of the registration; {@code
 * jku}, {@code x5u}, {@code jwk} and {@code kid} of the header are not looked at.
 */
@Singleton
class SignedRequest {
  private static final int SKEW_SECONDS = 30;
  private static final int LONGEST_MINUTES = 60;

  private final PublicUrl publicUrl;
  private final Clock clock;

  SignedRequest(PublicUrl publicUrl, Clock clock) {
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** The parameters of a request that is this client's, for this tenant, and of this hour. */
  UnaryOperator<String> parameters(String jwt, RequestKey key, String clientId, String tenantCode) {
    var consumer =
        consumer(key)
            .setExpectedIssuer(clientId)
            .setExpectedAudience(publicUrl.issuer(tenantCode))
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setRequireNotBefore()
            .setRequireJwtId()
            .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
            .build();
    var claims = claims(consumer, jwt);
    return name -> {
      var value = claims.getClaimValue(name);
      return value instanceof String || value instanceof Number ? value.toString() : "";
    };
  }

  private static JwtClaims claims(JwtConsumer consumer, String jwt) {
    try {
      return consumer.processToClaims(jwt);
    } catch (InvalidJwtException untrue) {
      throw OidcRefusal.invalid("The request is not signed as it must be, or not for now.");
    }
  }

  /** The moment by which texts are read. */
  NumericDate now() {
    return NumericDate.fromMilliseconds(clock.millis());
  }

  /** What reads texts of that key, and of no other algorithm than the key's. */
  JwtConsumerBuilder consumer(RequestKey key) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, key.algorithm())
        .setVerificationKey(key.key())
        .setEvaluationTime(now())
        .setAllowedClockSkewInSeconds(SKEW_SECONDS);
  }
}
