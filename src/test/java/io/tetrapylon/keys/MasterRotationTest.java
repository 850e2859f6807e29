package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MasterRotationTest {
  private static final UUID ROW = UUID.fromString("0192aaaa-0000-7000-8000-00000000000a");
  private static final String OLD = Keys.entry("old", 1);
  private static final String NEW = Keys.entry("new", 2);

  @Inject Pool pool;
  @Inject Store store;
  @Inject Entropy entropy;

  @Test
  void dataKeysAreWrappedByTheNewMasterKeyAndTheOldOneIsNotNeededAnyMore() {
    // given
    var tenant = tenantUnder(OLD);
    var others = tenantUnder(OLD);
    var sealed = keys(tenant, OLD).seal(Store.SECRET, ROW, Secret.of("s"));
    var rotation = rotation(NEW, OLD);
    long before = rotation.progress().await().indefinitely().wrapped();

    // when
    while (rotation.step().await().indefinitely()) {}

    // then
    assertEquals(before + 2, rotation.progress().await().indefinitely().wrapped());
    assertEquals(Secret.of("s"), keys(tenant, NEW).open(Store.SECRET, ROW, sealed));
    assertEquals(others, keys(others, NEW).tenant());
    assertThrows(IllegalStateException.class, () -> keys(tenant, OLD));
  }

  @Test
  void dataKeysUnderAMasterKeyThatIsNotConfiguredAreLeftAlone() {
    // given
    var tenant = tenantUnder(Keys.entry("elsewhere", 3));

    // when
    while (rotation(NEW, OLD).step().await().indefinitely()) {}

    // then
    assertFalse(rotation(NEW, OLD).progress().await().indefinitely().remaining() == 0);
    assertEquals(tenant, keys(tenant, Keys.entry("elsewhere", 3)).tenant());
  }

  private UUID tenantUnder(String master) {
    var tenant = store.bareTenant();
    pool.withTransaction(tx -> node(master).create(tx, tenant)).await().indefinitely();
    return tenant;
  }

  private TenantKeys keys(UUID tenant, String... masters) {
    return node(masters).of(tenant).await().indefinitely();
  }

  private DataKeys node(String... masters) {
    return new DataKeys(pool, Keys.masters(masters), entropy);
  }

  private MasterRotation rotation(String... masters) {
    return new MasterRotation(
        pool, Keys.masters(masters), entropy, Keys.Config.rotating(1, Duration.ZERO));
  }
}
