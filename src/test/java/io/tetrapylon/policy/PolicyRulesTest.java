package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  private static final Set<UUID> STAFF = Set.of(new UUID(0, 99));
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Instant SUNDAY_NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Origin OFFICE = Origin.of("198.51.100.7");
  private static final Origin ELSEWHERE = Origin.of("203.0.113.9");
  private static final Origin NOWHERE = Origin.of("junk");

  private static final List<Cidr> NETWORKS =
      List.of(Cidr.parse("198.51.100.0/26"), Cidr.parse("2001:db8::/32"));
  private static final Schedule MONDAYS = Schedule.parse(List.of("MON"), "00:00", "24:00", "UTC");

  private final AccessPolicy office = policy("office", true, true, NETWORKS, null);
  private final AccessPolicy mondays = policy("mondays", true, true, List.of(), MONDAYS);
  private final AccessPolicy all = policy("all", true, true, List.of(), null);
  private final AccessPolicy foreign = policy("foreign", true, false, List.of(), null);
  private final AccessPolicy off = policy("off", false, true, List.of(), null);

  @Test
  void theFirstPolicyWhoseConditionsHoldDecides() {
    var ordered = List.of(off, foreign, office, mondays, all);

    assertSame(office, PolicyRules.firstMatch(ordered, STAFF, OFFICE, SUNDAY_NOON));
    assertSame(mondays, PolicyRules.firstMatch(ordered, STAFF, ELSEWHERE, MONDAY_NOON));
    assertSame(all, PolicyRules.firstMatch(ordered, STAFF, ELSEWHERE, SUNDAY_NOON));
  }

  @Test
  void theOrderDecidesAndNotHowNarrowAPolicyIs() {
    assertSame(all, PolicyRules.firstMatch(List.of(all, office), STAFF, OFFICE, MONDAY_NOON));
  }

  @Test
  void withoutAMatchThereIsNoPolicy() {
    assertNull(PolicyRules.firstMatch(List.of(), STAFF, OFFICE, MONDAY_NOON));
    assertNull(
        PolicyRules.firstMatch(
            List.of(off, foreign, office, mondays), STAFF, NOWHERE, SUNDAY_NOON));
    assertEquals(
        new PolicyDecision(null, List.of()),
        PolicyRules.explain(List.of(), STAFF, OFFICE, MONDAY_NOON));
  }

  @Test
  void anOriginThatIsNoAddressIsInNoNetworkButAnyPlaceIsAnyPlace() {
    var ordered = List.of(office, all);

    assertSame(all, PolicyRules.firstMatch(ordered, STAFF, NOWHERE, MONDAY_NOON));
    assertSame(all, PolicyRules.firstMatch(ordered, STAFF, Origin.of(null), MONDAY_NOON));
  }

  @Test
  void anyOneOfTheNetworksWillDo() {
    assertSame(
        office,
        PolicyRules.firstMatch(List.of(office), STAFF, Origin.of("2001:db8::7"), MONDAY_NOON));
    assertSame(
        office,
        PolicyRules.firstMatch(
            List.of(office), STAFF, Origin.of("::ffff:198.51.100.7"), MONDAY_NOON));
  }

  @Test
  void aPolicyWithoutMethodsStillDecides() {
    var nothing = new AccessPolicy(new UUID(0, 1), "nothing", STAFF, List.of(), null, Set.of());

    assertSame(nothing, PolicyRules.firstMatch(List.of(nothing, all), STAFF, OFFICE, MONDAY_NOON));
  }

  @Test
  void theExplanationNamesEachPolicyThatWasPassedOverAndWhy() {
    var decision =
        PolicyRules.explain(
            List.of(off, foreign, office, mondays, all, office), STAFF, ELSEWHERE, SUNDAY_NOON);

    assertSame(all, decision.matched());
    assertEquals(
        List.of(
            new PassedOver(off, Cause.DISABLED),
            new PassedOver(foreign, Cause.NOT_A_MEMBER),
            new PassedOver(office, Cause.OUTSIDE_NETWORKS),
            new PassedOver(mondays, Cause.OUTSIDE_SCHEDULE),
            new PassedOver(office, Cause.AFTER_MATCH)),
        decision.passedOver());
  }

  @Test
  void ofSeveralCausesTheFirstIsNamed() {
    var nothingHolds = policy("nothing holds", false, false, NETWORKS, MONDAYS);
    var notAMember = policy("not a member", true, false, NETWORKS, MONDAYS);
    var outside = policy("outside", true, true, NETWORKS, MONDAYS);

    var decision =
        PolicyRules.explain(
            List.of(nothingHolds, notAMember, outside), STAFF, NOWHERE, SUNDAY_NOON);

    assertNull(decision.matched());
    assertEquals(
        List.of(Cause.DISABLED, Cause.NOT_A_MEMBER, Cause.OUTSIDE_NETWORKS),
        decision.passedOver().stream().map(PassedOver::cause).toList());
  }

  @Test
  void theExplanationAgreesWithTheDecisionAndLeavesNoPolicyOut() {
    var random = new Random(5);
    var origins = List.of(OFFICE, ELSEWHERE, NOWHERE);
    for (int i = 0; i < 2_000; i++) {
      var ordered = randomPolicies(random);
      var origin = origins.get(random.nextInt(3));
      var now = random.nextBoolean() ? MONDAY_NOON : SUNDAY_NOON;

      var explained = PolicyRules.explain(ordered, STAFF, origin, now);

      assertSame(PolicyRules.firstMatch(ordered, STAFF, origin, now), explained.matched());
      var mentioned =
          new ArrayList<>(explained.passedOver().stream().map(PassedOver::policy).toList());
      if (explained.matched() != null) {
        mentioned.add(ordered.indexOf(explained.matched()), explained.matched());
      }
      assertEquals(ordered, mentioned);
    }
  }

  private static List<AccessPolicy> randomPolicies(Random random) {
    var policies = new ArrayList<AccessPolicy>();
    for (int i = random.nextInt(6); i > 0; i--) {
      policies.add(
          policy(
              "p" + i,
              random.nextInt(4) > 0,
              random.nextInt(4) > 0,
              random.nextBoolean() ? NETWORKS : List.of(),
              random.nextBoolean() ? MONDAYS : null));
    }
    return policies;
  }

  private static AccessPolicy policy(
      String name, boolean enabled, boolean member, List<Cidr> networks, Schedule schedule) {
    var id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new AccessPolicy(
        id,
        name,
        enabled,
        member ? STAFF : Set.of(new UUID(0, 98)),
        networks,
        schedule,
        Set.of(Method.PASSWORD, Method.OTP));
  }
}
