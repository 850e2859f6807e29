package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeysTest {
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T00:00:00Z"));

  @Inject Pool pool;
  @Inject Store store;
  @Inject DataKeys dataKeys;
  @Inject Vertx vertx;
  @Inject Ids ids;

  @Test
  void whatTheCurrentKeySignsThePublishedKeyOfThatNameVerifies() throws GeneralSecurityException {
    // given
    var tenant = tenantThatSigns();
    var key = node().current(tenant).await().indefinitely();

    // when
    var found = node().byKeyId(key.kid()).await().indefinitely().orElseThrow();

    // then
    assertEquals(tenant, found.tenant());
    assertEquals(List.of(found), node().published(tenant).await().indefinitely());
    assertTrue(verifies(found, sign(key)));
  }

  @Test
  void aNewKeyIsPublishedAtOnceAndSignsWhenEverybodyKnowsIt() {
    // given
    var tenant = tenantThatSigns();
    var node = node();
    var first = node.current(tenant).await().indefinitely();

    // when
    node.rotate(tenant).await().indefinitely();

    // then
    assertEquals(2, node.published(tenant).await().indefinitely().size());
    assertEquals(first.kid(), node.current(tenant).await().indefinitely().kid());
    age(tenant, Duration.ofMinutes(3));
    assertNotEquals(first.kid(), node().current(tenant).await().indefinitely().kid());
    assertTrue(node().byKeyId(first.kid()).await().indefinitely().isPresent());
  }

  @Test
  void aRetiredKeyIsGoneOnOtherNodesAfterAMinute() {
    // given
    var tenant = tenantThatSigns();
    var node = node();
    var first = node.current(tenant).await().indefinitely();
    var other = node();
    other.current(tenant).await().indefinitely();
    node.rotate(tenant).await().indefinitely();

    // when
    assertTrue(node.retire(pool, tenant, first.kid()).await().indefinitely());

    // then
    assertFalse(node.byKeyId(first.kid()).await().indefinitely().isPresent());
    clock.turn(Duration.ofMinutes(1));
    assertFalse(other.byKeyId(first.kid()).await().indefinitely().isPresent());
  }

  @Test
  void theOnlyKeyIsNotRetired() {
    var tenant = tenantThatSigns();
    var key = node().current(tenant).await().indefinitely();

    assertFalse(node().retire(pool, tenant, key.kid()).await().indefinitely());
  }

  @Test
  void aKeyOfAnotherTenantIsNotRetired() {
    var tenant = tenantThatSigns();
    var key = node().current(tenantThatSigns()).await().indefinitely();

    assertFalse(node().retire(pool, tenant, key.kid()).await().indefinitely());
  }

  @Test
  void aKeyThatAnotherNodeMadeIsFoundSoon() {
    // given
    var tenant = tenantThatSigns();
    var node = node();
    node.current(tenant).await().indefinitely();
    node().rotate(tenant).await().indefinitely();
    var kid = node().published(tenant).await().indefinitely().get(0).kid();

    // when
    clock.turn(Duration.ofSeconds(5));

    // then
    assertTrue(node.byKeyId(kid).await().indefinitely().isPresent());
  }

  @Test
  void namesThatAreNobodysAreEmpty() {
    // given
    var tenant = tenantThatSigns();
    var other = tenantThatSigns();
    var node = node();
    var key = node.current(tenant).await().indefinitely().kid().substring(37);

    // then
    for (var kid :
        List.of(
            "",
            "key",
            tenant + "." + tenant,
            other + "." + key,
            UUID.fromString("0192aaaa-0000-7000-8000-000000000001") + "." + key,
            (tenant + "." + key).toUpperCase(Locale.ROOT),
            tenant + "." + key + ".")) {
      assertEquals(Optional.empty(), node.byKeyId(kid).await().indefinitely(), kid);
    }
  }

  @Test
  void aTenantWithoutAKeyIsUnknown() {
    var key = node().current(store.tenant());

    assertThrows(Refusal.class, () -> key.await().indefinitely());
  }

  @Test
  void aPrivateKeyShowsNothingOfItself() {
    var key = node().current(tenantThatSigns()).await().indefinitely();

    assertEquals("SigningKey[" + key.kid() + "]", key.toString());
  }

  private SigningKeys node() {
    return new SigningKeys(pool, vertx, dataKeys, ids, clock);
  }

  private UUID tenantThatSigns() {
    var tenant = store.tenant();
    node().rotate(tenant).await().indefinitely();
    return tenant;
  }

  private void age(UUID tenant, Duration by) {
    store.run(
        "UPDATE signing_key SET created_at = created_at - make_interval(secs => $2)"
            + " WHERE tenant_id = $1",
        tenant,
        (double) by.toSeconds());
  }

  private static byte[] sign(SigningKey key) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.privateKey());
    signature.update((byte) 1);
    return signature.sign();
  }

  private static boolean verifies(VerificationKey key, byte[] signature)
      throws GeneralSecurityException {
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key.key());
    verifier.update((byte) 1);
    return verifier.verify(signature);
  }
}
