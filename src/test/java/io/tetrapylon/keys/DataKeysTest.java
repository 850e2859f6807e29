package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DataKeysTest {
  private static final UUID ROW = UUID.fromString("0192aaaa-0000-7000-8000-00000000000a");

  @Inject Pool pool;
  @Inject Store store;
  @Inject MasterKeys masters;
  @Inject Entropy entropy;

  @Test
  void anotherNodeOpensWhatThisOneSealed() {
    // given
    var tenant = store.bareTenant();
    var keys = pool.withTransaction(tx -> node().create(tx, tenant)).await().indefinitely();
    var sealed = keys.seal(Store.SECRET, ROW, Secret.of("s"));

    // when
    var opened = node().open(tenant, Store.SECRET, ROW, sealed).await().indefinitely();

    // then
    assertEquals(Secret.of("s"), opened);
  }

  @Test
  void keysAreReadFromTheDatabaseOnce() {
    // given
    var tenant = store.tenant();
    var node = node();
    var first = node.of(tenant).await().indefinitely();

    // when
    store.run("DELETE FROM data_key WHERE tenant_id = $1", tenant);

    // then
    assertSame(first, node.of(tenant).await().indefinitely());
  }

  @Test
  void aNewerVersionMakesThemBeReadAgain() {
    // given
    var tenant = store.tenant();
    var node = node();
    node.of(tenant).await().indefinitely();
    var other = node();
    pool.withTransaction(tx -> other.insert(tx, tenant, 2)).await().indefinitely();
    var sealed = other.of(tenant, 2).await().indefinitely().seal(Store.SECRET, ROW, Secret.of("s"));

    // when
    var opened = node.open(tenant, Store.SECRET, ROW, sealed).await().indefinitely();

    // then
    assertEquals(Secret.of("s"), opened);
    assertEquals(2, node.of(tenant).await().indefinitely().currentVersion());
  }

  @Test
  void aNodeLearnsOfVersionsThatOthersMade() {
    // given
    var tenant = store.tenant();
    var node = node();
    node.of(tenant).await().indefinitely();
    pool.withTransaction(tx -> node().insert(tx, tenant, 2)).await().indefinitely();

    // when
    node.learn().await().indefinitely();

    // then
    assertEquals(2, node.of(tenant).await().indefinitely().currentVersion());
  }

  @Test
  void aDataKeyOfAnotherTenantDoesNotUnwrap() {
    // given
    var mine = store.tenant();
    var other = store.tenant();

    // when
    store.run(
        "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE tenant_id = $2)"
            + " WHERE tenant_id = $1",
        mine,
        other);

    // then
    var keys = node().of(mine);
    assertThrows(SealBroken.class, () -> keys.await().indefinitely());
  }

  @Test
  void aTenantThatDoesNotExistIsUnknown() {
    var keys = node().of(ROW);

    var refusal = assertThrows(Refusal.class, () -> keys.await().indefinitely());

    assertEquals(Reason.OBJECT_UNKNOWN, refusal.reason());
  }

  private DataKeys node() {
    return new DataKeys(pool, masters, entropy);
  }
}
