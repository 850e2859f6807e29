package io.tetrapylon.tenant;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.SigningKey;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.keys.VerificationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of an end user's authentication (OpenID Connect Core 1.0 section 2): signed
 * RS256 by the tenant's key. A token of this kind calls nothing; its type is not that of {@link
 * Tokens}.
 */
@ApplicationScoped
public class IdTokens {
  /** The one way of authentication that there is: a phone that signed the answer. */
  public static final String ACR = "urn:tetrapylon:acr:phone";

  private static final String TYPE = "JWT";
  private static final String ALGORITHM = "RS256";

  /** RFC 8176: a key's possession was proven, over another channel than the client's. */
  private static final List<String> AMR = List.of("pop", "mca");

  private final SigningKeys signingKeys;
  private final PublicUrl publicUrl;
  private final TokenConfig config;
  private final Clock clock;

  IdTokens(SigningKeys signingKeys, PublicUrl publicUrl, TokenConfig config, Clock clock) {
    this.signingKeys = signingKeys;
    this.publicUrl = publicUrl;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Whom a token is about, and for whom it is.
   *
   * @param tenant whose key signs
   * @param tenantCode that tenant's code
   * @param user its subject
   * @param audience the client's access id
   */
  public record Parties(UUID tenant, String tenantCode, UUID user, String audience) {}

  /**
   * A token.
   *
   * @param authenticatedAt when the user answered; null where they did not approve
   * @param claims what else it says
   */
  public Uni<String> issue(
      Parties parties, @Nullable Instant authenticatedAt, Map<String, Object> claims) {
    return signingKeys
        .current(parties.tenant())
        .map(key -> sign(parties, authenticatedAt, claims, key));
  }

  private String sign(
      Parties parties,
      @Nullable Instant authenticatedAt,
      Map<String, Object> claims,
      SigningKey key) {
    Instant now = clock.instant();
    var token =
        Jwt.issuer(publicUrl.issuer(parties.tenantCode()))
            .subject(parties.user().toString())
            .audience(parties.audience())
            .issuedAt(now)
            .expiresAt(now.plus(config.lifetime()));
    if (authenticatedAt != null) {
      token
          .claim("auth_time", authenticatedAt.getEpochSecond())
          .claim("acr", ACR)
          .claim("amr", AMR);
    }
    claims.forEach(token::claim);
    return token.jws().type(TYPE).keyId(key.kid()).sign(key.privateKey());
  }

  /** {@code at_hash} of an access token (section 3.1.3.6). */
  public static String accessTokenHash(String accessToken) {
    byte[] digest = Digest.sha256(accessToken);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, digest.length / 2));
  }

  /**
   * The subject of a token that this tenant issued to that client, be it expired: it is a hint, and
   * nobody is authenticated by it. Fails with {@code TOKEN_INVALID} for any other text.
   */
  public Uni<UUID> subject(UUID tenant, String tenantCode, String audience, String token) {
    return signingKeys
        .byKeyId(Unverified.keyId(token))
        .map(
            key ->
                key.filter(found -> found.tenant().equals(tenant))
                    .map(found -> subject(found, tenantCode, audience, token))
                    .orElseThrow(IdTokens::invalid));
  }

  private UUID subject(VerificationKey key, String tenantCode, String audience, String token) {
    try {
      var claims = consumer(key, tenantCode, audience).processToClaims(token);
      return UUID.fromString(claims.getSubject());
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private JwtConsumer consumer(VerificationKey key, String tenantCode, String audience) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHM)
        .setVerificationKey(key.key())
        .setExpectedType(true, TYPE)
        .setExpectedIssuer(publicUrl.issuer(tenantCode))
        .setExpectedAudience(audience)
        .setRequireSubject()
        .setEvaluationTime(NumericDate.fromSeconds(0)) // an expired one will do
        .build();
  }

  private static Refusal invalid() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
