package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of a set an issuer may sign by. */
class PublishedKeysTest {
  private static final JsonObject RSA = jwk(Algorithm.RS256);
  private static final JsonObject EC = jwk(Algorithm.ES256);
  private static final JsonObject OKP = jwk(Algorithm.EDDSA);

  private static JsonObject jwk(Algorithm algorithm) {
    return TestIssuer.published(new TestIssuer("", "", algorithm).key(), "a");
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aKeyOfTheAlgorithmIsRead(Algorithm algorithm) {
    var keys =
        PublishedKeys.of(
            set(
                RSA.copy().put("kid", "rsa"),
                EC.copy().put("kid", "ec"),
                OKP.copy().put("kid", "okp")),
            algorithm);

    var expected =
        switch (algorithm) {
          case RS256, PS256 -> "rsa";
          case ES256 -> "ec";
          case EDDSA -> "okp";
        };
    assertEquals(Set.of(expected), keys.keySet());
  }

  @Test
  void aKeyForSomethingElseIsPassedOver() {
    passedOver(RSA.copy().put("use", "enc"));
    passedOver(RSA.copy().put("alg", "PS256"));
    passedOver(RSA.copy().put("alg", "RSA-OAEP"));
    passedOver(RSA.copy().put("key_ops", new JsonArray().add("encrypt")));
    passedOver(RSA.copy().put("key_ops", "verify"));
    passedOver(without(RSA, "kid"));
    passedOver(RSA.copy().put("kid", 1));
    read(RSA.copy().put("use", "sig").put("alg", "RS256"));
    read(RSA.copy().put("key_ops", new JsonArray().add("verify")));
  }

  @Test
  void aKeyThatIsNoneIsPassedOver() {
    passedOver(without(RSA, "n"));
    passedOver(RSA.copy().put("n", "AQAB"));
    passedOver(RSA.copy().put("n", 5));
    passedOver(RSA.copy().put("e", RSA.getString("n")));
    passedOver(RSA.copy().put("d", "AQAB"));
    passedOver(new JsonObject().put("kty", "oct").put("k", "AAAA").put("kid", "a"));
    passedOver(Algorithm.ES256, EC.copy().put("y", EC.getString("x")));
    passedOver(Algorithm.ES256, EC.copy().put("crv", "P-384"));
    passedOver(Algorithm.EDDSA, OKP.copy().put("crv", "X25519"));
    passedOver(Algorithm.EDDSA, OKP.copy().put("d", "AAAA"));
    passedOver(Algorithm.EDDSA, OKP.copy().put("x", "AAAA"));
    passedOver(Algorithm.EDDSA, without(OKP, "x"));
  }

  @Test
  void certificatesAndAddressesAreNotLookedAt() {
    read(
        RSA.copy()
            .put("x5u", "http://127.0.0.1:1/")
            .put("x5c", new JsonArray().add("not a certificate"))
            .put("x5t", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"x\"}"})
  void whatIsNoSetIsBroken(String text) {
    broken(new JsonObject(text));
  }

  @Test
  void tooManyKeysAndTwoOfOneNameAreBroken() {
    broken(set(IntStream.range(0, 101).mapToObj(i -> RSA).toArray(JsonObject[]::new)));
    broken(set(RSA, RSA));
  }

  @Test
  void aSetMayHoldAnything() {
    var odd = new JsonArray().add(1).add("x").addNull().add(new JsonArray()).add(RSA);

    assertEquals(1, PublishedKeys.of(new JsonObject(Map.of("keys", odd)), Algorithm.RS256).size());
    assertEquals(Map.of(), PublishedKeys.of(set(), Algorithm.RS256));
  }

  private static void broken(JsonObject set) {
    assertThrows(
        IllegalArgumentException.class, () -> PublishedKeys.of(set, Algorithm.RS256), set.encode());
  }

  private static void read(JsonObject key) {
    assertEquals(Set.of("a"), PublishedKeys.of(set(key), Algorithm.RS256).keySet());
  }

  private static void passedOver(JsonObject key) {
    passedOver(Algorithm.RS256, key);
  }

  private static void passedOver(Algorithm algorithm, JsonObject key) {
    assertEquals(Map.of(), PublishedKeys.of(set(key), algorithm), key.encode());
  }

  private static JsonObject without(JsonObject key, String member) {
    var copy = key.copy();
    copy.remove(member);
    return copy;
  }

  private static JsonObject set(JsonObject... keys) {
    var listed = new JsonArray();
    for (var key : keys) {
      listed.add(key);
    }
    return new JsonObject().put("keys", listed);
  }
}
