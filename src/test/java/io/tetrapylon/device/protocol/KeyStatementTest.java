package io.tetrapylon.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.keys.ChallengeVerificationKey;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose word a phone takes for the tenant's next key. */
class KeyStatementTest {
  private final Vectors vectors = new Vectors();
  private final P256SigningKey old = vectors.tenantKey;
  private final P256SigningKey next = vectors.nextKey;

  @Test
  void theOldKeysWordIsTaken() {
    var read = read(vectors.statement().sign(old)).orElseThrow();

    assertEquals(next.kid(), read.next().kid());
    assertEquals(vectors.statement().activeFrom(), read.activeFrom());
  }

  @Test
  void anyOtherKeysWordIsNot() {
    var bySuccessor = vectors.statement().sign(next);
    var underAnothersName =
        vectors.statement().sign(new P256SigningKey(old.kid(), old.tenant(), next.privateKey()));
    var underItsOwnName =
        vectors.statement().sign(new P256SigningKey("other", old.tenant(), old.privateKey()));

    for (var text : List.of(bySuccessor, underAnothersName, underItsOwnName)) {
      assertTrue(read(text).isEmpty(), text);
    }
  }

  @Test
  void whatOnceLedForwardLeadsNeitherBackNorTwice() {
    var forward = vectors.statement().sign(old);
    var back = statement("ACME", old.publicHalf()).sign(next);

    assertTrue(KeyStatement.read(forward, next.publicHalf(), "ACME").isEmpty());
    assertTrue(read(back).isEmpty());
  }

  @Test
  void anotherTenantsStatementIsNot() {
    assertTrue(read(statement("OTHER", next.publicHalf()).sign(old)).isEmpty());
    assertTrue(
        KeyStatement.read(vectors.statement().sign(old), old.publicHalf(), "OTHER").isEmpty());
  }

  @Test
  void aKeyIsNotItsOwnSuccessor() {
    var renewed = new ChallengeVerificationKey(old.kid(), next.publicHalf().point());

    assertTrue(read(statement("ACME", renewed).sign(old)).isEmpty());
  }

  @Test
  void anotherTextOfTheSameKeyIsNoStatement() {
    assertTrue(read(vectors.pushText()).isEmpty());
    assertTrue(read(signed(ChallengeText.TYPE, payload())).isEmpty());
    assertTrue(read("").isEmpty());
  }

  @Test
  void eachPartThatIsAlteredOrMissingIsSeen() {
    var parts = vectors.statement().sign(old).split("\\.");
    for (int part = 0; part < parts.length; part++) {
      for (int at = 0; at < parts[part].length(); at++) {
        var altered = parts.clone();
        char other = parts[part].charAt(at) == 'A' ? 'B' : 'A';
        altered[part] = parts[part].substring(0, at) + other + parts[part].substring(at + 1);
        assertTrue(read(String.join(".", altered)).isEmpty(), String.join(".", altered));
      }
    }
    for (var name : List.of("tid", "key", "nbf", "iat")) {
      var without = payload();
      without.remove(name);
      assertTrue(read(signed(KeyStatement.TYPE, without)).isEmpty(), name);
      assertTrue(read(signed(KeyStatement.TYPE, payload().put(name, true))).isEmpty(), name);
    }
  }

  @Test
  void aKeyThatIsNoneIsNotPinned() {
    for (var name : List.of("kid", "kty", "crv", "x", "y")) {
      var without = payload();
      without.getJsonObject("key").remove(name);
      assertTrue(read(signed(KeyStatement.TYPE, without)).isEmpty(), name);
    }
    var beside = payload();
    beside.getJsonObject("key").put("y", Base64Url.text(new byte[32]));
    var withPrivateHalf = payload();
    withPrivateHalf.getJsonObject("key").put("d", Base64Url.text(new byte[32]));
    assertTrue(read(signed(KeyStatement.TYPE, beside)).isEmpty());
    assertTrue(read(signed(KeyStatement.TYPE, withPrivateHalf)).isEmpty());
  }

  private Optional<KeyStatement> read(String text) {
    return KeyStatement.read(text, old.publicHalf(), "ACME");
  }

  private KeyStatement statement(String tenant, ChallengeVerificationKey named) {
    var given = vectors.statement();
    return new KeyStatement(tenant, named, given.activeFrom(), given.issuedAt());
  }

  private JsonObject payload() {
    return CompactJws.parse(vectors.statement().sign(old)).orElseThrow().payload();
  }

  private String signed(String type, JsonObject payload) {
    var header = new JsonObject().put("alg", "ES256").put("typ", type).put("kid", old.kid());
    return CompactJws.sign(header, payload, old::sign);
  }
}
