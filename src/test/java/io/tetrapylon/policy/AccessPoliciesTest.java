package io.tetrapylon.policy;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.user.Dataroom;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The access policies and network locations of a tenant on the store. */
@QuarkusTest
class AccessPoliciesTest {
  @Inject GuardedTenant given;
  @Inject AccessPolicies policies;
  @Inject Networks networks;
  @Inject PolicyExplanations explanations;

  UUID tenant;
  UUID staff;

  @BeforeEach
  void aTenantWithAGroupAResourceAndANetwork() {
    tenant = given.tenant();
    staff = given.group(tenant, "staff");
    given.resource(tenant, 1234, "Intranet");
    given.await(() -> networks.create(OPERATOR, tenant, office()));
  }

  @Test
  void referencesAreTakenByNameAndByIdAndReadBackTheSame() {
    // when
    var byName = create(settings("one", List.of("staff"), List.of("Intranet"), List.of("office")));
    var byId = create(settings("two", List.of(staff.toString()), List.of("1234"), List.of()));

    // then
    assertEquals(List.of("staff"), byName.settings().groups());
    assertEquals(List.of("1234"), byName.settings().resources());
    assertEquals(List.of("office"), byName.settings().networks());
    assertEquals(List.of("staff"), byId.settings().groups());
    assertEquals(byName, given.await(() -> policies.get(tenant, byName.id())));
  }

  @Test
  void aReferenceToWhatIsNotThereIsRefusedByItsMember() {
    refused("groups", settings("x", List.of("nobody"), List.of(), List.of()));
    refused("resources", settings("x", List.of(), List.of("99"), List.of()));
    refused("networks", settings("x", List.of(), List.of(), List.of("nowhere")));
  }

  @Test
  void anotherTenantsGroupIsNotThere() {
    // given
    var other = given.tenant();
    var foreign = given.group(other, "theirs");

    // then
    refused("groups", settings("x", List.of(foreign.toString()), List.of(), List.of()));
    refused("groups", settings("x", List.of("theirs"), List.of(), List.of()));
  }

  @Test
  void aResourceNameThatSeveralHaveIsRefused() {
    // given
    given.resource(tenant, 1235, "Intranet");

    // then
    refused("resources", settings("x", List.of(), List.of("Intranet"), List.of()));
  }

  @Test
  void newPoliciesComeLastAndTheOrderCanBeTurned() {
    // given
    var ids = new ArrayList<UUID>();
    for (var name : List.of("a", "b", "c")) {
      ids.add(create(settings(name, List.of(), List.of(), List.of())).id());
    }
    Collections.reverse(ids);

    // when
    var turned = given.await(() -> policies.reorder(OPERATOR, tenant, ids));

    // then
    assertEquals(List.of("c", "b", "a"), names(turned));
    assertEquals(List.of("c", "b", "a"), names(given.await(() -> policies.list(tenant))));
  }

  @Test
  void anOrderThatIsNotAllOfThemIsRefused() {
    // given
    var a = create(settings("a", List.of(), List.of(), List.of())).id();
    create(settings("b", List.of(), List.of(), List.of()));

    // then
    for (var wrong : List.of(List.of(a), List.of(a, a), List.of(a, UUID.randomUUID()))) {
      var refusal = given.refusal(() -> policies.reorder(OPERATOR, tenant, wrong));
      assertEquals(Reason.MEMBER_INVALID, refusal.reason());
    }
  }

  @Test
  void aScheduleIsKeptAndCanBeTakenAway() {
    // given
    var schedule = Schedule.parse(List.of("MON", "SUN"), "22:00", "06:00", "Europe/Zurich");
    var id = create(with("night", schedule)).id();
    assertEquals(schedule, given.await(() -> policies.get(tenant, id)).settings().schedule());

    // when
    var changed =
        given.await(() -> policies.change(OPERATOR, tenant, id, null, old -> with("day", null)));

    // then
    assertEquals(null, changed.settings().schedule());
    assertEquals("day", changed.settings().name());
  }

  @Test
  void aNetworkInUseIsNotDeleted() {
    // given
    create(settings("one", List.of(), List.of(), List.of("office")));
    var id = given.await(() -> networks.list(tenant, null, 10)).items().get(0).id();

    // when
    var refusal = given.refusal(() -> networks.delete(OPERATOR, tenant, id, null));

    // then
    assertEquals(Reason.CONFLICT, refusal.reason());
    assertTrue(String.valueOf(refusal.getMessage()).contains("in use"));
  }

  @Test
  void eachChangeTurnsTheRulebook() {
    // given
    long before = rulebook();
    var id = create(settings("one", List.of("staff"), List.of(), List.of())).id();
    long created = rulebook();

    // when
    given.await(
        () ->
            policies.change(
                OPERATOR,
                tenant,
                id,
                null,
                old -> settings("one", List.of(), List.of(), List.of())));

    // then
    assertTrue(created > before);
    assertTrue(rulebook() > created);
  }

  @Test
  void anExplanationTellsWhatMatchedAndWhyTheOthersDidNot() {
    // given
    var user = given.user(tenant);
    given.join(tenant, user, staff);
    var all = List.of("1234");
    create(disabled("off", all));
    create(settings("others", List.of(), all, List.of()));
    create(settings("here", List.of("staff"), all, List.of("office")));
    create(settings("staff", List.of("staff"), all, List.of()));
    create(settings("rest", List.of("staff"), all, List.of()));

    // when
    var inside = explain(user, "198.51.100.7");
    var outside = explain(user, "203.0.113.1");

    // then
    assertEquals("here", matched(inside));
    assertEquals("staff", matched(outside));
    assertEquals(
        List.of("off DISABLED", "others NOT_A_MEMBER", "here OUTSIDE_NETWORKS", "rest AFTER_MATCH"),
        outside.passedOver().stream().map(p -> p.policy().name() + " " + p.cause()).toList());
  }

  @Test
  void aResourceWithoutPoliciesMatchesNothing() {
    // given
    var user = given.user(tenant);

    // when
    var decision = explain(user, "198.51.100.7");

    // then
    assertEquals(new PolicyDecision(null, List.of()), decision);
  }

  @Test
  void ofFiftyChangesOfOneVersionExactlyOneWins() throws Exception {
    // given
    var seen = create(settings("one", List.of("staff"), List.of(), List.of()));

    // when
    var outcomes = new ArrayList<String>();
    var threads = Executors.newFixedThreadPool(50);
    var tasks = IntStream.range(0, 50).mapToObj(i -> outcome(seen, "name " + i)).toList();
    for (var outcome : threads.invokeAll(tasks)) {
      outcomes.add(outcome.get());
    }
    threads.shutdown();

    // then
    assertEquals(1, Collections.frequency(outcomes, "done"));
    assertEquals(49, Collections.frequency(outcomes, "VERSION_STALE"));
    assertEquals(seen.version() + 1, given.await(() -> policies.get(tenant, seen.id())).version());
  }

  private Callable<String> outcome(StoredAccessPolicy seen, String name) {
    var wanted = settings(name, List.of("staff"), List.of(), List.of());
    return () -> {
      try {
        given.await(
            () -> policies.change(OPERATOR, tenant, seen.id(), seen.version(), before -> wanted));
        return "done";
      } catch (Refusal refusal) {
        return refusal.reason().name();
      }
    };
  }

  private void refused(String member, AccessPolicySettings settings) {
    var refusal = given.refusal(() -> policies.create(OPERATOR, tenant, settings));
    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(member + ": "));
  }

  private PolicyDecision explain(UUID user, String address) {
    return given.await(
        () ->
            explanations.explain(
                tenant, Dataroom.ALL, user, 1234, Origin.of(address), Instant.EPOCH));
  }

  private static String matched(PolicyDecision decision) {
    return decision.matched() == null ? "none" : decision.matched().name();
  }

  private static AccessPolicySettings disabled(String name, List<String> resources) {
    return new AccessPolicySettings(
        name, false, List.of("staff"), resources, List.of(), Set.of(Method.OTP), null);
  }

  private StoredAccessPolicy create(AccessPolicySettings settings) {
    return given.await(() -> policies.create(OPERATOR, tenant, settings));
  }

  private long rulebook() {
    return given.sql("SELECT rulebook_version FROM tenant WHERE id = $1", tenant).getLong(0);
  }

  private static List<String> names(List<StoredAccessPolicy> all) {
    return all.stream().map(one -> one.settings().name()).toList();
  }

  private static NetworkSettings office() {
    return new NetworkSettings("office", List.of("198.51.100.0/26", "2001:db8::/32"));
  }

  private static AccessPolicySettings with(String name, Schedule schedule) {
    return new AccessPolicySettings(
        name, true, List.of(), List.of(), List.of(), Set.of(Method.OTP), schedule);
  }

  private static AccessPolicySettings settings(
      String name, List<String> groups, List<String> resources, List<String> networks) {
    return new AccessPolicySettings(
        name, true, groups, resources, networks, Set.of(Method.PASSWORD, Method.OTP), null);
  }
}
