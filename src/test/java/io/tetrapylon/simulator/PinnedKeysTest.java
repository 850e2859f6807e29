package io.tetrapylon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.KeyStatement;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which keys a phone trusts, and where they may lead it. */
class PinnedKeysTest {
  private static final String TENANT = "ACME";
  private static final long NOW = 1_793_000_000L;
  private static final long ACTIVATION = NOW + 7200;
  private static final long END = ACTIVATION + 3600;

  private final P256SigningKey first = key(1);
  private final P256SigningKey second = key(2);
  private final P256SigningKey third = key(3);
  private final PinnedKeys pinned = enrolled(first);

  @Test
  void theOldKeyIsTrustedUntilAnHourAfterTheActivation() {
    pinned.follow(first.kid(), statement(first, second, TENANT), TENANT, NOW);

    assertTrue(pinned.know(first.kid(), END - 1));
    assertFalse(pinned.know(first.kid(), END));
    assertThrows(IllegalArgumentException.class, () -> pinned.get(first.kid(), END));
    assertTrue(pinned.know(second.kid(), NOW));
    assertTrue(pinned.know(second.kid(), Long.MAX_VALUE - 1));
    assertEquals(second.kid(), pinned.newest().kid());
  }

  @Test
  void whoSleptThroughTwoReplacementsTakesTwoSteps() {
    pinned.follow(first.kid(), statement(first, second, TENANT), TENANT, END);
    pinned.follow(second.kid(), statement(second, third, TENANT), TENANT, END);

    assertEquals(third.kid(), pinned.newest().kid());
    assertEquals(1, pinned.toJson().size());
  }

  @Test
  void nothingLeadsBackOrAside() {
    pinned.follow(first.kid(), statement(first, second, TENANT), TENANT, NOW);

    refused(statement(first, second, TENANT));
    refused(statement(first, third, TENANT));
    refused(statement(third, first, TENANT));
    refused(statement(second, third, "OTHER"));
    refused(statement(second, second, TENANT));
    assertEquals(second.kid(), pinned.newest().kid());
  }

  @Test
  void aStatementThatSomebodyFollowedMeanwhileChangesNothing() {
    var statement = statement(first, second, TENANT);
    pinned.follow(first.kid(), statement, TENANT, NOW);

    pinned.follow(first.kid(), statement, TENANT, NOW);

    assertEquals(second.kid(), pinned.newest().kid());
    assertEquals(2, pinned.toJson().size());
  }

  @Test
  void theyAreKeptAsTheyAre() {
    pinned.follow(first.kid(), statement(first, second, TENANT), TENANT, NOW);

    var read = PinnedKeys.of(new JsonArray(pinned.toJson().encode()));

    assertEquals(pinned.toJson(), read.toJson());
    assertFalse(read.know(first.kid(), END));
  }

  private void refused(String statement) {
    assertThrows(
        IllegalArgumentException.class,
        () -> pinned.follow(pinned.newest().kid(), statement, TENANT, NOW));
  }

  private static String statement(P256SigningKey by, P256SigningKey next, String tenant) {
    var from = Instant.ofEpochSecond(ACTIVATION);
    return new KeyStatement(tenant, next.publicHalf(), from, Instant.ofEpochSecond(NOW)).sign(by);
  }

  private static PinnedKeys enrolled(P256SigningKey key) {
    var jwk = new EncryptionKey(key.publicHalf().point()).jwk().put("kid", key.kid());
    return PinnedKeys.enrolled(new JsonArray().add(jwk));
  }

  private static P256SigningKey key(long number) {
    var id = new UUID(0, number);
    return new P256SigningKey(id.toString(), id, P256.generate(new RepeatingEntropy(number)));
  }
}
