package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyRotationTest {
  private static final int CREDENTIALS = 25;
  private static final int BATCH = 10;

  @Inject Pool pool;
  @Inject Store store;
  @Inject MasterKeys masters;
  @Inject Entropy entropy;
  @Inject SigningKeys signingKeys;
  @Inject MasterRotation masterRotation;
  @Inject ChallengeKeyChain chain;
  @Inject Vertx vertx;
  @Inject Ids ids;
  @Inject Clock clock;

  @Test
  void everySecretIsSealedAnewAndStillOpens() {
    // given
    var tenant = store.tenant();
    signingKeys.rotate(tenant).await().indefinitely();
    var credentials = store.credentials(tenant, CREDENTIALS);
    var rotation = node();

    // when
    var begun = rotation.start(tenant).await().indefinitely();
    var done = stepToTheEnd(rotation, tenant);

    // then
    assertEquals(new Progress(2, 0, CREDENTIALS + 1, 0, false), begun);
    assertEquals(new Progress(2, CREDENTIALS + 1, CREDENTIALS + 1, 0, true), done);
    for (var credential : credentials) {
      assertSealedUnder(2, tenant, credential);
    }
    assertEquals(
        tenant,
        new SigningKeys(pool, vertx, dataKeys(), ids, clock)
            .current(tenant)
            .await()
            .indefinitely()
            .tenant());
  }

  @Test
  void oneStepIsOneBatchAndAnotherNodeGoesOnWhereItWas() {
    // given
    var tenant = store.tenant();
    store.credentials(tenant, CREDENTIALS);
    node().start(tenant).await().indefinitely();

    // when
    var first = node().step(tenant).await().indefinitely();
    var second = node().step(tenant).await().indefinitely();

    // then
    assertEquals(BATCH, first.rewritten());
    assertEquals(2 * BATCH, second.rewritten());
    assertTrue(stepToTheEnd(node(), tenant).finished());
  }

  @Test
  void startingTwiceIsOneRotation() {
    // given
    var tenant = store.tenant();
    store.credentials(tenant, CREDENTIALS);

    // when
    var starts = IntStream.range(0, 8).mapToObj(i -> node().start(tenant)).toList();
    var progress = Uni.join().all(starts).andFailFast().await().indefinitely();

    // then
    assertTrue(progress.stream().allMatch(p -> p.version() == 2), progress::toString);
  }

  @Test
  void whatANodeWroteUnderTheOldKeyInTheMeantimeIsFoundByTheNextPass() {
    // given
    var tenant = store.tenant();
    var credentials = store.credentials(tenant, CREDENTIALS);
    var laggard = dataKeys().of(tenant).await().indefinitely();
    var rotation = node();
    rotation.start(tenant).await().indefinitely();
    rotation.step(tenant).await().indefinitely();
    var first = credentials.get(0);

    // when
    store.write(tenant, first, laggard.seal(Store.SECRET, first, Secret.of(first.toString())));
    stepToTheEnd(rotation, tenant);

    // then
    assertSealedUnder(2, tenant, first);
  }

  @Test
  void aRotationDoesNotEndBeforeEveryNodeKnowsTheNewKey() {
    // given
    var tenant = store.tenant();
    store.credentials(tenant, 1);
    var rotation = rotation(Duration.ofMinutes(1));
    rotation.start(tenant).await().indefinitely();

    // when
    for (int i = 0; i < 10; i++) {
      rotation.step(tenant).await().indefinitely();
    }

    // then
    assertFalse(rotation.progress(tenant).await().indefinitely().finished());
    store.run(
        "UPDATE key_rotation SET started_at = started_at - interval '1 minute',"
            + " pass_from = pass_from - interval '1 minute' WHERE tenant_id = $1",
        tenant);
    assertTrue(stepToTheEnd(rotation, tenant).finished());
  }

  @Test
  void aValueThatDoesNotOpenIsLeftAsItIsAndCounted() {
    // given
    var tenant = store.tenant();
    var credentials = store.credentials(tenant, 3);
    var moved = store.sealed(tenant, credentials.get(0));
    store.write(tenant, credentials.get(1), moved);
    var rotation = node();

    // when
    rotation.start(tenant).await().indefinitely();
    var done = stepToTheEnd(rotation, tenant);

    // then
    assertEquals(new Progress(2, 2, 3, 1, true), done);
    assertArrayEquals(moved, store.sealed(tenant, credentials.get(1)));
    assertSealedUnder(2, tenant, credentials.get(2));
  }

  @Test
  void severalNodesAtOnceDoItOnce() {
    // given
    var tenant = store.tenant();
    var credentials = store.credentials(tenant, CREDENTIALS);
    var nodes = IntStream.range(0, 4).mapToObj(i -> node()).toList();
    nodes.get(0).start(tenant).await().indefinitely();

    // when
    for (int round = 0; round < 10; round++) {
      var steps = nodes.stream().map(node -> node.step(tenant)).toList();
      Uni.join().all(steps).andFailFast().await().indefinitely();
    }

    // then
    assertEquals(
        new Progress(2, CREDENTIALS, CREDENTIALS, 0, true),
        node().progress(tenant).await().indefinitely());
    for (var credential : credentials) {
      assertSealedUnder(2, tenant, credential);
    }
  }

  @Test
  void anotherTenantsSecretsStayAsTheyAre() {
    // given
    var tenant = store.tenant();
    store.credentials(tenant, 1);
    var other = store.tenant();
    var untouched = store.credentials(other, 1).get(0);
    var before = store.sealed(other, untouched);

    // when
    node().start(tenant).await().indefinitely();
    stepToTheEnd(node(), tenant);

    // then
    assertArrayEquals(before, store.sealed(other, untouched));
  }

  @Test
  void theTickDrivesWhatIsUnfinished() {
    // given
    var tenant = store.tenant();
    store.credentials(tenant, CREDENTIALS);
    node().start(tenant).await().indefinitely();

    // when
    new RotationTick(dataKeys(), masterRotation, node(), chain).tick().await().indefinitely();

    // then
    assertTrue(node().progress(tenant).await().indefinitely().finished());
  }

  @Test
  void aTenantThatDoesNotExistIsUnknown() {
    var start = node().start(Keys.TENANT);

    assertThrows(Refusal.class, () -> start.await().indefinitely());
  }

  private void assertSealedUnder(int version, UUID tenant, UUID credential) {
    var sealed = store.sealed(tenant, credential);
    assertEquals(version, Sealer.version(sealed));
    assertEquals(
        Secret.of(credential.toString()),
        dataKeys().open(tenant, Store.SECRET, credential, sealed).await().indefinitely());
  }

  private static Progress stepToTheEnd(KeyRotation rotation, UUID tenant) {
    var progress = rotation.step(tenant).await().indefinitely();
    for (int i = 0; i < 20 && !progress.finished(); i++) {
      progress = rotation.step(tenant).await().indefinitely();
    }
    return progress;
  }

  private KeyRotation node() {
    return rotation(Duration.ZERO);
  }

  private KeyRotation rotation(Duration settle) {
    var columns = List.of(SigningKeys.PRIVATE_KEY, Store.SECRET);
    return new KeyRotation(pool, dataKeys(), columns, Keys.Config.rotating(BATCH, settle));
  }

  private DataKeys dataKeys() {
    return new DataKeys(pool, masters, entropy);
  }
}
