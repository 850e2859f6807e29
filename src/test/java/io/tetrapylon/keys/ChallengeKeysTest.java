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
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import io.tetrapylon.keys.ListedChallengeKey.State;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChallengeKeysTest {
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final TurnedClock clock = new TurnedClock(Instant.now());

  @Inject Pool pool;
  @Inject Store store;
  @Inject DataKeys dataKeys;
  @Inject Ids ids;
  @Inject Entropy entropy;
  @Inject ChallengeKeyChain chain;

  @Test
  void whatATenantsKeySignsItsPublicHalfVerifies() {
    // given
    var key = of(node(), store.tenant()).current();
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
    List<ChallengeKeySet> keys = Uni.join().all(asked).andFailFast().await().indefinitely();

    // then
    assertEquals(1, keys.stream().map(set -> set.current().kid()).distinct().count());
    assertEquals(keys.get(0).current().kid(), of(node(), tenant).current().kid());
    assertNotEquals(keys.get(0).current().kid(), of(node(), store.tenant()).current().kid());
  }

  @Test
  void aTenantThatIsNoneHasNoKey() {
    var nobody = ids.next();

    assertThrows(Refusal.class, () -> of(node(), nobody));
  }

  @Test
  void aChallengeIsSignedByTheKeyOfTheTimeWhenItWasAsked() {
    // given
    var tenant = store.tenant();
    var first = of(node(), tenant).current().kid();

    // when
    follow(tenant);

    // then
    var keys = of(node(), tenant);
    var activation = keys.line().get(1).activeFrom();
    var second = keys.line().get(1).key().kid();
    assertEquals(first, keys.current().kid());
    assertEquals(first, keys.at(activation.minusMillis(1)).kid());
    assertEquals(second, keys.at(activation).kid());
    assertNotEquals(first, second);
  }

  @Test
  void aNodeThatRemembersTheOldKeySignsAsTheOthersDo() {
    // given
    var tenant = store.tenant();
    var node = node();
    var before = of(node, tenant);
    follow(tenant);
    var activation = of(node(), tenant).line().get(1).activeFrom();

    // when
    var remembered = of(node, tenant);
    clock.turn(Duration.ofSeconds(10));
    var learned = of(node, tenant);

    // then
    assertEquals(before, remembered);
    var latest = clock.instant();
    assertTrue(latest.isBefore(activation));
    assertEquals(learned.at(latest).kid(), remembered.at(latest).kid());
    assertNotEquals(learned.at(activation).kid(), remembered.at(activation).kid());
  }

  @Test
  void ofTwentyReplacementsAtOnceOneCounts() {
    // given
    var tenant = store.tenant();
    of(node(), tenant);

    // when
    var asked =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    followed(tenant)
                        .map(done -> "made")
                        .onFailure(Refusal.class)
                        .recoverWithItem(refused -> refused.reason().name()))
            .toList();
    List<String> outcomes = Uni.join().all(asked).andFailFast().await().indefinitely();

    // then
    assertEquals(1, outcomes.stream().filter("made"::equals).count(), outcomes.toString());
    assertEquals(19, outcomes.stream().filter(Reason.CONFLICT.name()::equals).count());
    assertEquals(List.of(State.NEXT, State.ACTIVE), states(tenant));
  }

  @Test
  void anHourAfterItsSuccessorSignsAKeyCanSignNoMore() {
    // given
    var tenant = store.tenant();
    var first = of(node(), tenant).current().kid();
    follow(tenant);

    // when
    age(tenant, OVERLAP);
    chain.retire().await().indefinitely();
    var retiring = states(tenant);
    var stillThere = of(node(), tenant).line().size();
    age(tenant, OVERLAP);
    chain.retire().await().indefinitely();

    // then
    assertEquals(List.of(State.ACTIVE, State.RETIRING), retiring);
    assertEquals(2, stillThere);
    assertEquals(List.of(State.ACTIVE, State.RETIRED), states(tenant));
    var keys = of(node(), tenant);
    assertEquals(1, keys.line().size());
    assertNotEquals(first, keys.at(Instant.EPOCH).kid());
    assertEquals(0, privateHalves(tenant, first));
    assertEquals(new KeySuccessor.Next("statement"), after(tenant, first));
  }

  @Test
  void revocationEndsAllKeysAndEachStatement() {
    // given
    var tenant = store.tenant();
    var first = of(node(), tenant).current().kid();
    follow(tenant);
    age(tenant, OVERLAP);
    var second = of(node(), tenant).line().get(1).key().kid();
    var other = node();
    of(other, tenant);

    // when
    revoke(tenant, second);

    // then
    var third = of(node(), tenant).current().kid();
    assertEquals(List.of(State.ACTIVE, State.REVOKED, State.REVOKED), states(tenant));
    assertEquals(new KeySuccessor.Revoked(), after(tenant, first));
    assertEquals(new KeySuccessor.Revoked(), after(tenant, second));
    assertEquals(new KeySuccessor.None(), after(tenant, third));
    assertEquals(0, privateHalves(tenant, first) + privateHalves(tenant, second));
    assertEquals(third, of(node(), tenant).at(Instant.EPOCH).kid());
    clock.turn(Duration.ofSeconds(10));
    assertEquals(third, of(other, tenant).current().kid());
  }

  @Test
  void whoeverRevokesNamesTheKeyThatSigns() {
    // given
    var tenant = store.tenant();
    var first = of(node(), tenant).current().kid();
    follow(tenant);
    var next = of(node(), tenant).line().get(1).key().kid();
    var foreign = of(node(), store.tenant()).current().kid();

    // then
    assertEquals(Reason.CONFLICT, refusal(tenant, next));
    assertEquals(Reason.OBJECT_UNKNOWN, refusal(tenant, foreign));
    assertEquals(Reason.OBJECT_UNKNOWN, refusal(tenant, "none"));
    revoke(tenant, first);
    assertEquals(Reason.CONFLICT, refusal(tenant, first));
  }

  @Test
  void aKeyOfAnotherTenantLeadsNowhere() {
    var foreign = UUID.fromString(of(node(), store.tenant()).current().kid());
    var tenant = store.tenant();

    var refusal =
        assertThrows(Refusal.class, () -> chain.after(tenant, foreign).await().indefinitely());

    assertEquals(Reason.OBJECT_UNKNOWN, refusal.reason());
  }

  private Reason refusal(UUID tenant, String kid) {
    return assertThrows(Refusal.class, () -> revoke(tenant, kid)).reason();
  }

  private void follow(UUID tenant) {
    followed(tenant).await().indefinitely();
  }

  private Uni<Void> followed(UUID tenant) {
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                pool.withTransaction(
                    tx -> chain.follow(tx, keys, OVERLAP, (by, next, times) -> "statement")));
  }

  private void revoke(UUID tenant, String active) {
    dataKeys
        .of(tenant)
        .chain(keys -> pool.withTransaction(tx -> chain.revoke(tx, keys, active)))
        .await()
        .indefinitely();
  }

  private KeySuccessor after(UUID tenant, String kid) {
    return chain.after(tenant, UUID.fromString(kid)).await().indefinitely();
  }

  private List<State> states(UUID tenant) {
    return chain.list(tenant).await().indefinitely().stream()
        .map(ListedChallengeKey::state)
        .toList();
  }

  private int privateHalves(UUID tenant, String kid) {
    var rows =
        store.run(
            "SELECT count(sealed_private_key)::int FROM signing_key WHERE tenant_id = $1 AND id = $2",
            tenant,
            UUID.fromString(kid));
    return rows.iterator().next().getInteger(0);
  }

  private void age(UUID tenant, Duration by) {
    store.run(
        "UPDATE signing_key SET active_from = active_from - make_interval(secs => $2) WHERE tenant_id = $1",
        tenant,
        (double) by.toSeconds());
  }

  private ChallengeKeys node() {
    return new ChallengeKeys(pool, dataKeys, ids, entropy, clock);
  }

  private static ChallengeKeySet of(ChallengeKeys node, UUID tenant) {
    return node.of(tenant).await().indefinitely();
  }
}
