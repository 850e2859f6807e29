package io.tetrapylon.user;

import static io.tetrapylon.tenant.Awaiting.await;
import static io.tetrapylon.tenant.Awaiting.race;
import static io.tetrapylon.tenant.Awaiting.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditTrail;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users against a real database, above all what happens at once. */
@QuarkusTest
class UsersTest {
  private static final int QUOTA = 10;

  @Inject Tenants tenants;
  @Inject Users users;
  @Inject Groups groups;
  @Inject AuditTrail trail;

  private Tenant tenant;

  @BeforeEach
  void aTenantOfTenSeats() {
    await(tenants::ensureInstallation);
    tenant = newTenant();
  }

  @Test
  void aUserIsFoundByNameAndEmailHoweverTheyAreWritten() {
    // given
    var made = create(draft("JDoe", "J.Doe@Example.com"));

    // when
    var byName = find(" jdoe ");
    var byEmail = find("j.doe@EXAMPLE.com");

    // then
    assertEquals(made, byName);
    assertEquals(made, byEmail);
    assertEquals(made.id().toString(), made.profile().externalId());
  }

  @Test
  void aLoginThatTheStoreCannotHoldIsNobodys() {
    assertNull(find("jd\u0000oe"));
    assertNull(find("jd\ud800oe"));
    assertNull(find(""));
    assertNull(find("x".repeat(100_000)));
  }

  @Test
  void nobodysNameIsAnothersEmail() {
    create(draft("jdoe@example.com"));

    refused(
        Reason.CONFLICT,
        () -> users.create(Actor.SYSTEM, id(), Dataroom.ALL, draft("other", "JDOE@example.com")));
  }

  @Test
  void ofFiftyCreationsOfOneNameOneSucceeds() throws Exception {
    // when
    var outcomes =
        race(
            50,
            i ->
                users.create(
                    Actor.SYSTEM, id(), Dataroom.ALL, draft(i % 2 == 0 ? "racer" : "RACER")));

    // then
    assertEquals(1, Collections.frequency(outcomes, null));
    assertEquals(49, Collections.frequency(outcomes, Reason.CONFLICT));
    assertEquals(1, all().size());
  }

  @Test
  void ofFiftyUpdatesOfOneVersionOneWins() throws Exception {
    // given
    var user = create(draft("racer"));

    // when
    var outcomes =
        race(
            50,
            i ->
                users.update(
                    Actor.SYSTEM,
                    id(),
                    Dataroom.ALL,
                    user.id(),
                    user.version(),
                    new User.Profile("racer", null, "+4179000" + i, user.profile().externalId()),
                    Set.of()));

    // then
    assertEquals(1, Collections.frequency(outcomes, null));
    assertEquals(49, Collections.frequency(outcomes, Reason.VERSION_STALE));
  }

  @Test
  void ofFiftyStatusChangesOfOneVersionOneWins() throws Exception {
    // given
    var user = create(draft("racer"));

    // when
    var outcomes =
        race(
            50,
            i ->
                users.changeStatus(
                    Actor.SYSTEM,
                    id(),
                    Dataroom.ALL,
                    user.id(),
                    user.version(),
                    UserStatus.BLOCKED));

    // then
    assertEquals(1, Collections.frequency(outcomes, null));
    assertEquals(49, Collections.frequency(outcomes, Reason.VERSION_STALE));
  }

  @Test
  void creationsAtOnceTakeExactlyTheSeatsThereAreInTheirOrder() throws Exception {
    // when
    var outcomes = race(40, i -> users.create(Actor.SYSTEM, id(), Dataroom.ALL, draft("user" + i)));

    // then
    assertEquals(40, Collections.frequency(outcomes, null));
    assertSeats(QUOTA);
  }

  @Test
  void aDeletedUsersSeatGoesToTheNextAndANewQuotaToWhoIsFirst() {
    // given
    var made = new ArrayList<User>();
    for (int i = 0; i < QUOTA + 2; i++) {
      made.add(create(draft("user" + i)));
    }
    assertTrue(made.get(QUOTA).overallocated());

    // when
    await(
        () ->
            users.delete(
                Actor.SYSTEM, id(), Dataroom.ALL, made.get(3).id(), made.get(3).version()));

    // then
    assertSeats(QUOTA);

    // when
    await(
        () -> tenants.update(Actor.SYSTEM, id(), tenant.version(), Tenant.Settings.of("Test", 3)));

    // then
    assertSeats(3);
  }

  @Test
  void anExplicitNumberIsReservedAndIsNobodyElses() {
    // given
    long next = create(draft("first")).number() + 1;
    var draft =
        new User.Draft(null, next, "second", null, null, "ext-2", UserStatus.ACTIVE, Set.of());

    // when
    var second = create(draft);
    var third = create(draft("third"));

    // then
    assertEquals(next, second.number());
    assertNotEquals(next, third.number());
  }

  @Test
  void aNumberReservedByOneTenantIsSteppedOverForAll() {
    // given
    long next = create(draft("first")).number() + 1;
    create(new User.Draft(null, next, "second", null, null, null, UserStatus.ACTIVE, Set.of()));

    // when
    var other = newTenant();
    var stranger =
        await(() -> users.create(Actor.SYSTEM, other.id(), Dataroom.ALL, draft("first")));

    // then
    assertNotEquals(next, stranger.number());
  }

  @Test
  void aDataroomShowsAndTakesItsOwnUsersOnly() {
    // given
    var inside = group("inside");
    var outside = group("outside");
    var room = new Dataroom(Set.of(inside.id()));
    var seen = create(member("seen", inside.id()));
    var hidden = create(member("hidden", outside.id()));

    // then
    assertEquals(
        List.of(seen), await(() -> users.list(id(), room, User.Filter.ANY, null, 50)).items());
    assertEquals(List.of(inside), await(() -> groups.list(id(), room, null, 50)).items());
    assertNull(await(() -> users.find(id(), room, "hidden")));
    refused(Reason.OBJECT_UNKNOWN, () -> users.get(id(), room, hidden.id()));
    refused(Reason.OBJECT_UNKNOWN, () -> users.delete(Actor.SYSTEM, id(), room, hidden.id(), 0));
    refused(
        Reason.PERMISSION_MISSING,
        () -> users.create(Actor.SYSTEM, id(), room, member("new", outside.id())));
    refused(Reason.PERMISSION_MISSING, () -> users.create(Actor.SYSTEM, id(), room, draft("new")));
    refused(
        Reason.PERMISSION_MISSING,
        () -> groups.remove(Actor.SYSTEM, id(), room, inside.id(), seen.id()));
  }

  @Test
  void listsArePagedAndFiltered() {
    // given
    var staff = group("staff");
    for (int i = 0; i < 5; i++) {
      create(member("page" + i, i % 2 == 0 ? staff.id() : null));
    }

    // when
    var first =
        await(() -> users.list(id(), Dataroom.ALL, new User.Filter(null, "PAGE", null), null, 3));
    var rest =
        await(
            () ->
                users.list(
                    id(),
                    Dataroom.ALL,
                    new User.Filter(null, "PAGE", null),
                    UUID.fromString(first.continuation()),
                    3));

    // then
    assertEquals(3, first.items().size());
    assertEquals(2, rest.items().size());
    assertNull(rest.continuation());
    assertEquals(
        3,
        await(
                () ->
                    users.list(
                        id(),
                        Dataroom.ALL,
                        new User.Filter(staff.id(), null, UserStatus.ACTIVE),
                        null,
                        50))
            .items()
            .size());
    assertEquals(
        0,
        await(
                () ->
                    users.list(
                        id(),
                        Dataroom.ALL,
                        new User.Filter(null, null, UserStatus.BLOCKED),
                        null,
                        50))
            .items()
            .size());
  }

  @Test
  void whoIsPutIntoAGroupAndTakenOutIsThereAndIsNot() {
    var staff = group("staff");
    var user = create(draft("member"));

    await(() -> groups.add(Actor.SYSTEM, id(), Dataroom.ALL, staff.id(), user.id()));
    await(() -> groups.add(Actor.SYSTEM, id(), Dataroom.ALL, staff.id(), user.id()));
    assertEquals(
        Set.of(staff.id()), await(() -> users.get(id(), Dataroom.ALL, user.id())).groups());

    await(() -> groups.remove(Actor.SYSTEM, id(), Dataroom.ALL, staff.id(), user.id()));
    assertEquals(Set.of(), await(() -> users.get(id(), Dataroom.ALL, user.id())).groups());
  }

  @Test
  void aRefusedChangeLeavesNoTrace() {
    // given
    create(draft("taken"));
    int before = events().size();

    // when
    refused(Reason.CONFLICT, () -> users.create(Actor.SYSTEM, id(), Dataroom.ALL, draft("Taken")));

    // then
    assertEquals(before, events().size());
    assertEquals(List.of("user.create"), events());
  }

  private List<String> events() {
    return await(() -> trail.list(id(), new AuditTrail.Filter(null, null, null, null), null, 100))
        .items()
        .stream()
        .map(event -> event.action())
        .toList();
  }

  private void assertSeats(int quota) {
    var inOrder = new ArrayList<>(all());
    inOrder.sort(Comparator.comparing(User::createdAt).thenComparing(user -> user.id().toString()));
    for (int i = 0; i < inOrder.size(); i++) {
      assertEquals(i >= quota, inOrder.get(i).overallocated(), "seat " + i);
    }
  }

  private List<User> all() {
    return await(() -> users.list(id(), Dataroom.ALL, User.Filter.ANY, null, 1000)).items();
  }

  private Tenant newTenant() {
    var code = "T" + UUID.randomUUID();
    return await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Test", QUOTA)));
  }

  private UUID id() {
    return tenant.id();
  }

  private User create(User.Draft draft) {
    return await(() -> users.create(Actor.SYSTEM, id(), Dataroom.ALL, draft));
  }

  private User find(String login) {
    return await(() -> users.find(id(), Dataroom.ALL, login));
  }

  private Group group(String name) {
    return await(() -> groups.create(Actor.SYSTEM, id(), Dataroom.ALL, name));
  }

  private static User.Draft draft(String username) {
    return draft(username, null);
  }

  private static User.Draft draft(String username, String email) {
    return new User.Draft(null, null, username, email, null, null, UserStatus.ACTIVE, Set.of());
  }

  private static User.Draft member(String username, UUID group) {
    return new User.Draft(
        null,
        null,
        username,
        null,
        null,
        null,
        UserStatus.ACTIVE,
        group == null ? Set.of() : Set.of(group));
  }
}
