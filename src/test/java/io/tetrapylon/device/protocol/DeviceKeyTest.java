package io.tetrapylon.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public keys that a phone sends. */
class DeviceKeyTest {
  private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
  private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

  @Test
  void aKeyComesBackFromTheStoreAsItWas() {
    for (var phone : new TestPhone[] {TestPhone.es256(1), TestPhone.ed25519(1)}) {
      var key = phone.signingKey();

      var stored = DeviceKey.stored(key.algorithm(), key.x509());

      assertEquals(key.jwk(), stored.jwk());
      assertEquals(key.jwk(), DeviceKey.of(key.jwk()).jwk());
      assertEquals(key.thumbprint(), stored.thumbprint());
    }
    var box = TestPhone.es256(1).encryptionKey();
    assertEquals(box.thumbprint(), EncryptionKey.of(box.jwk()).thumbprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kty':'RSA','n':'AQAB','e':'AQAB'}",
        "{'kty':'oct','k':'AAAA'}",
        "{'kty':'EC','crv':'P-384','x':'" + X + "','y':'" + Y + "'}",
        "{'kty':'EC','crv':'P-256','x':'" + X + "'}",
        "{'kty':'EC','crv':'P-256','x':'" + X + "','y':7}",
        "{'kty':'EC','crv':'P-256','x':'" + X + "','y':'" + X + "'}",
        "{'kty':'EC','crv':'P-256','x':'" + X + "=','y':'" + Y + "'}",
        "{'kty':'EC','crv':'P-256','x':'AA','y':'" + Y + "'}",
        "{'kty':'EC','crv':'P-256','x':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA','y':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}",
        "{'kty':'EC','crv':'P-256','x':'_____________________________________________','y':'"
            + Y
            + "'}",
        "{'kty':'EC','crv':'P-256','x':'" + X + "','y':'" + Y + "','d':'AAAA'}",
        "{'kty':'OKP','crv':'X25519','x':'" + X + "'}",
        "{'kty':'OKP','crv':'Ed25519','x':'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}",
        "{'kty':'OKP','crv':'Ed25519','x':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}",
        "{'kty':'OKP','crv':'Ed25519','x':'__________________________________________8'}"
      })
  void whatIsNoPublicKeyOfOursIsRefused(String jwk) {
    var sent = new JsonObject(jwk.replace('\'', '"'));

    assertThrows(IllegalArgumentException.class, () -> DeviceKey.of(sent));
  }
}
