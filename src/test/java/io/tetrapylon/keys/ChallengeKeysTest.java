package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Refusal;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChallengeKeysTest {
  @Inject Pool pool;
  @Inject Store store;
  @Inject DataKeys dataKeys;
  @Inject Ids ids;
  @Inject Entropy entropy;

  @Test
  void whatATenantsKeySignsItsPublicHalfVerifies() {
    // given
    var key = of(node(), store.tenant());
    var message = new byte[] {1, 2, 3};

    // when
    var signature = key.sign(message);

    // then
    assertTrue(P256.verifies(P256.publicKey(key.publicHalf().point()), message, signature));
    assertArrayEquals(signature, key.sign(message));
    assertEquals("P256SigningKey[" + key.kid() + "]", key.toString());
  }

  @Test
  void twentyNodesThatNeedATenantsFirstKeyAtOnceFindTheSame() {
    // given
    var tenant = store.tenant();

    // when
    var asked = IntStream.range(0, 20).mapToObj(i -> node().of(tenant)).toList();
    List<P256SigningKey> keys = Uni.join().all(asked).andFailFast().await().indefinitely();

    // then
    assertEquals(1, keys.stream().map(P256SigningKey::kid).distinct().count());
    assertEquals(keys.get(0).kid(), of(node(), tenant).kid());
    assertNotEquals(keys.get(0).kid(), of(node(), store.tenant()).kid());
  }

  @Test
  void aTenantThatIsNoneHasNoKey() {
    var nobody = ids.next();

    assertThrows(Refusal.class, () -> of(node(), nobody));
  }

  private ChallengeKeys node() {
    return new ChallengeKeys(pool, dataKeys, ids, entropy);
  }

  private static P256SigningKey of(ChallengeKeys node, UUID tenant) {
    return node.of(tenant).await().indefinitely();
  }
}
