package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public key that a client's signed requests are verified with. Its algorithm was fixed when it
 * was registered; what the header of a request says is compared, never obeyed.
 *
 * @param jwk as it is kept: the members that matter
 * @param key the key itself
 * @param algorithm {@code ES256}, {@code RS256} or {@code PS256}
 */
public record RequestKey(JsonObject jwk, PublicKey key, String algorithm) {
  private static final String MEMBER = "requestKey";
  private static final Set<String> PRIVATE = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");
  private static final int COORDINATE_BYTES = 32;
  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 4096;

  /** A long exponent makes each verification as slow as a signature. */
  private static final int MOST_EXPONENT_BITS = 64;

  /** Reads a public JWK (RFC 7517): EC on P-256, or RSA of 2048 to 4096 bits. */
  public static RequestKey of(JsonObject jwk) {
    Member.check(PRIVATE.stream().noneMatch(jwk::containsKey), MEMBER, "must be public.");
    return switch (String.valueOf(jwk.getValue("kty"))) {
      case "EC" -> ec(jwk);
      case "RSA" -> rsa(jwk);
      default -> throw Member.invalid(MEMBER, "must be a JWK of the type EC or RSA.");
    };
  }

  private static RequestKey ec(JsonObject jwk) {
    Member.check("P-256".equals(jwk.getValue("crv")), MEMBER, "must be on the curve P-256.");
    Member.check(allows(jwk, "ES256"), MEMBER, "must have the algorithm ES256.");
    var key = of(jwk, "ES256", "kty", "crv", "x", "y");
    requireOnCurve(((ECPublicKey) key.key()).getW());
    return key;
  }

  /** The library takes any two numbers. */
  private static void requireOnCurve(ECPoint point) {
    try {
      var encoded = new byte[P256.POINT_BYTES];
      encoded[0] = 4;
      put(point.getAffineX(), encoded, 1);
      put(point.getAffineY(), encoded, 1 + COORDINATE_BYTES);
      P256.publicKey(encoded);
    } catch (IllegalArgumentException beside) {
      throw Member.invalid(MEMBER, "is no point of P-256.");
    }
  }

  private static void put(BigInteger coordinate, byte[] into, int at) {
    var bytes = BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, coordinate);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private static RequestKey rsa(JsonObject jwk) {
    var algorithm = jwk.getValue("alg") == null ? "RS256" : String.valueOf(jwk.getValue("alg"));
    Member.check(
        Set.of("RS256", "PS256").contains(algorithm), MEMBER, "must have RS256 or PS256 as alg.");
    var key = of(jwk, algorithm, "kty", "n", "e");
    var numbers = (RSAPublicKey) key.key();
    int bits = numbers.getModulus().bitLength();
    Member.check(
        bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS, MEMBER, "must have 2048 to 4096 bits.");
    Member.check(
        numbers.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS,
        MEMBER,
        "must have an exponent of at most 64 bits.");
    return key;
  }

  private static boolean allows(JsonObject jwk, String algorithm) {
    return jwk.getValue("alg") == null || algorithm.equals(jwk.getValue("alg"));
  }

  private static RequestKey of(JsonObject jwk, String algorithm, String... members) {
    var kept = new JsonObject();
    Stream.of(members).forEach(member -> kept.put(member, jwk.getValue(member)));
    kept.put("alg", algorithm);
    try {
      var key = PublicJsonWebKey.Factory.newPublicJwk(kept.copy().getMap()).getPublicKey();
      return new RequestKey(kept, key, algorithm);
    } catch (JoseException | ClassCastException | IllegalArgumentException broken) {
      throw Member.invalid(MEMBER, "is no such public key.");
    }
  }
}
