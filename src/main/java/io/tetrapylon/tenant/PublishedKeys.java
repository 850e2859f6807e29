package io.tetrapylon.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a set (RFC 7517 section 5) by which an issuer may sign, by their names. Of a key
 * nothing is read but its numbers: no certificate, no address. A key that is for something else, or
 * that is none, is passed over, as section 5 has it.
 */
final class PublishedKeys {
  private static final int MOST_KEYS = 100;
  private static final int ED25519_BYTES = 32;

  private PublishedKeys() {}

  /**
   * The keys of a set.
   *
   * @throws IllegalArgumentException where it is no set, or has too many keys, or two of one name
   */
  static Map<String, PublicKey> of(JsonObject set, TrustedIssuer.Algorithm algorithm) {
    if (!(set.getValue("keys") instanceof JsonArray listed) || listed.size() > MOST_KEYS) {
      throw new IllegalArgumentException("no set of at most " + MOST_KEYS + " keys");
    }
    var keys = new HashMap<String, PublicKey>();
    for (Object each : listed) {
      if (each instanceof JsonObject jwk && jwk.getValue("kid") instanceof String kid) {
        read(jwk, algorithm).ifPresent(key -> add(keys, kid, key));
      }
    }
    return Map.copyOf(keys);
  }

  private static void add(Map<String, PublicKey> keys, String kid, PublicKey key) {
    if (keys.put(kid, key) != null) {
      throw new IllegalArgumentException("two keys of one name");
    }
  }

  private static Optional<PublicKey> read(JsonObject jwk, TrustedIssuer.Algorithm algorithm) {
    if (!isFor(jwk, algorithm)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          algorithm == TrustedIssuer.Algorithm.EDDSA
              ? ed25519(jwk)
              : RequestKey.of(jwk.copy().put("alg", algorithm.wireName())).key());
    } catch (JoseException | RuntimeException notAKey) { // the library checks little itself
      return Optional.empty();
    }
  }

  private static boolean isFor(JsonObject jwk, TrustedIssuer.Algorithm algorithm) {
    return algorithm.keyType().equals(jwk.getValue("kty"))
        && isAbsentOr("sig", jwk.getValue("use"))
        && isAbsentOr(algorithm.wireName(), jwk.getValue("alg"))
        && (!jwk.containsKey("key_ops") || verifies(jwk.getValue("key_ops")));
  }

  private static boolean isAbsentOr(String expected, @Nullable Object given) {
    return given == null || expected.equals(given);
  }

  private static boolean verifies(@Nullable Object operations) {
    return operations instanceof JsonArray listed && listed.contains("verify");
  }

  private static PublicKey ed25519(JsonObject jwk) throws JoseException {
    var length = Base64.getUrlDecoder().decode(jwk.getString("x")).length;
    if (!"Ed25519".equals(jwk.getValue("crv")) || length != ED25519_BYTES || jwk.containsKey("d")) {
      throw new JoseException("no public key of Ed25519");
    }
    Map<String, Object> numbers = new HashMap<>();
    for (var member : new String[] {"kty", "crv", "x"}) {
      numbers.put(member, jwk.getValue(member));
    }
    return PublicJsonWebKey.Factory.newPublicJwk(numbers).getPublicKey();
  }
}
