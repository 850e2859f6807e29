package io.tetrapylon.dialect.authpoint;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.credential.ldap.DirectoryRegister;
import io.tetrapylon.credential.ldap.DirectorySettings;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.credential.ldap.TestDirectory;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.user.Dataroom;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whose password a directory checks, as a login front end meets them. */
@QuarkusTest
class DirectoryTest {
  private static final String RIGHT = TestDirectory.PASSWORD;

  @Inject Fixture fixture;
  @Inject GuardedTenant guarded;
  @Inject DirectoryRegister register;
  @Inject Directories directories;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  TestDirectory people;
  UUID user;
  UUID credential;

  @BeforeEach
  void aUserOfADirectory() {
    tenant = fixture.tenant();
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'AT_LDAP', 'AT_LDAP', 'LDAP', true, NULL, 1, 10, now(), 0)",
        Tuple.of(tenant.id()));
    frontEnd = FrontEnd.of(tenant);
    people = TestDirectory.start().with("jdoe");
    use(people.url(), TestDirectory.ACCOUNT_PASSWORD);
    user = fixture.user(tenant, "jdoe");
    credential =
        guarded
            .await(() -> directories.bind(Actor.SYSTEM, tenant.id(), Dataroom.ALL, user, null))
            .id();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private void use(String url, String accountPassword) {
    guarded.await(
        () ->
            register.set(
                Actor.SYSTEM,
                tenant.id(),
                Secret.of(accountPassword),
                password ->
                    new DirectorySettings(
                        List.of(url),
                        Security.NONE,
                        null,
                        TestDirectory.ACCOUNT,
                        password,
                        TestDirectory.BASE,
                        "(uid={0})",
                        2,
                        Duration.ofMillis(500),
                        Duration.ofMillis(500)),
                null));
  }

  @Test
  void thePasswordIsCheckedThere() {
    login("jdoe", RIGHT).statusCode(200);
    login("jdoe", "wrong").statusCode(403).body("detail", equalTo("201005001"));
  }

  @Test
  void anOldPasswordKeptHereOpensNothing() {
    fixture.password(tenant, user);

    login("jdoe", Fixture.PASSWORD).statusCode(403);
    login("jdoe", RIGHT).statusCode(200);
  }

  @Test
  void whereTheCredentialIsOutOfUseThePasswordKeptHereCounts() {
    fixture.password(tenant, user);
    state("DISABLED");

    login("jdoe", RIGHT).statusCode(403);
    login("jdoe", Fixture.PASSWORD).statusCode(200);
  }

  @Test
  void whoHasNoIdInTheDirectoryIsNotLetInAndNotCounted() {
    try (var nameless = TestDirectory.startWithoutIds().with("jane")) {
      use(nameless.url(), TestDirectory.ACCOUNT_PASSWORD);
      var jane = fixture.user(tenant, "jane");
      credential = guarded.await(() -> directories.entrust(Actor.SYSTEM, tenant.id(), jane)).id();

      login("jane", RIGHT).statusCode(403).body("detail", equalTo("201005007"));
      assertEquals(0, column("failures"));
    }
  }

  @Test
  void aLockIsNotGotRoundByThePasswordKeptHere() {
    fixture.password(tenant, user);
    state("LOCKED");

    login("jdoe", Fixture.PASSWORD).statusCode(403);
    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005001"));
  }

  @Test
  void theTenthWrongPasswordLocksAndTheDirectoryIsNotAskedAnyMore() {
    for (int i = 0; i < 10; i++) {
      login("jdoe", "wrong").statusCode(403);
    }
    people.close();

    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005001"));
    assertEquals("LOCKED", column("state"));
    assertEquals("FAILURES", column("state_cause"));
  }

  @Test
  void aSuccessForgivesEarlierFailures() {
    login("jdoe", "wrong").statusCode(403);

    login("jdoe", RIGHT).statusCode(200);

    assertEquals(0, column("failures"));
    assertEquals(1L, column("successes"));
  }

  @Test
  void ofAHundredWrongPasswordsAtOnceTenTakeEffect() {
    new Crowd(tenant, frontEnd)
        .post(
            100,
            3,
            "password",
            client -> "{\"login\":\"jdoe\",\"password\":\"wrong" + client + "\"}");
    var counted = (int) column("failures");

    assertTrue(counted <= 10, counted + " failures");
    for (int i = counted; i < 10; i++) {
      login("jdoe", "wrong").statusCode(403);
    }
    assertEquals(10, column("failures"));
    login("jdoe", RIGHT).statusCode(403);
  }

  @Test
  void whomNobodyKnowsIsAnsweredAsAWrongPasswordIs() {
    var wrong = login("jdoe", "wrong").statusCode(403).extract().asString();
    var unknown = login("nobody", "wrong").statusCode(403).extract().asString();

    assertEquals(wrong, unknown);
  }

  @Test
  void anEmptyPasswordIsNoPassword() {
    login("jdoe", "").statusCode(400).body("detail", equalTo("201115003"));
  }

  @Test
  void aDirectoryThatIsGoneIsUnavailableAndCountsNothing() {
    people.close();

    login("jdoe", RIGHT).statusCode(503).body("detail", equalTo("201005011"));
    assertEquals(0, column("failures"));
    assertEquals("DIRECTORY_UNAVAILABLE", lastReason());
  }

  @Test
  void aDirectoryThatSaysNothingIsToldInTime() throws IOException {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      use("ldap://localhost:" + mute.getLocalPort(), "secret");

      login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005006"));
      assertEquals("DIRECTORY_SILENT", lastReason());
    }
  }

  @Test
  void aDirectoryThatSaysNothingHoldsUpNobodyElse() throws IOException {
    var other = fixture.tenant();
    fixture.password(other, fixture.user(other, "jdoe"));
    try (var mute = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      use("ldap://localhost:" + mute.getLocalPort(), "secret");
      var crowd = new Crowd(tenant, frontEnd);
      var stuck =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () ->
                  crowd.post(
                      60,
                      3,
                      "password",
                      client -> "{\"login\":\"jdoe\",\"password\":\"" + RIGHT + "\"}"));

      FrontEnd.of(other)
          .post(3, "password", Map.of("login", "jdoe", "password", Fixture.PASSWORD))
          .then()
          .statusCode(200);
      var statuses = stuck.join();
      assertTrue(statuses.contains(503), statuses.toString());
      assertFalse(statuses.contains(200), statuses.toString());
    }
  }

  @Test
  void whomTheFilterDoesNotFindIsTold() throws Exception {
    fixture.sql(
        "UPDATE credential SET sealed_secret = $3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential, sealed("{}")));
    people
        .server()
        .modify(
            "dn: cn=jdoe," + TestDirectory.BASE,
            "changetype: modify",
            "replace: uid",
            "uid: other");

    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005008"));
    assertEquals("DIRECTORY_USER_WITHOUT_DN", lastReason());
  }

  @Test
  void aUserWhoLeftTheDirectoryIsTold() throws LDAPException {
    people.server().delete("cn=jdoe," + TestDirectory.BASE);

    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005008"));
    assertEquals(0, column("failures"));
  }

  @Test
  void aWrongAccountIsTheConfigurationsFaultAndNotTheUsers() {
    use(people.url(), "another password");

    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005009"));
    assertEquals(0, column("failures"));
    assertEquals("DIRECTORY_MISCONFIGURED", lastReason());
  }

  @Test
  void whereThereIsNoDirectoryAnyMoreNobodyIsLetIn() {
    guarded.await(() -> register.remove(Actor.SYSTEM, tenant.id(), null).replaceWith("done"));

    login("jdoe", RIGHT).statusCode(403).body("detail", equalTo("201005009"));
  }

  @Test
  void anEntryThatMovedIsFollowedAndTheNewPlaceKept() throws LDAPException {
    var before = column("sealed_secret");
    people.server().modifyDN("cn=jdoe," + TestDirectory.BASE, "cn=John Doe", true);

    login("jdoe", RIGHT).statusCode(200);

    assertFalse(before.equals(column("sealed_secret")));
    login("jdoe", RIGHT).statusCode(200);
  }

  @Test
  void whoWasEntrustedIsBoundAtTheFirstLogin() {
    people.with("asmith");
    var other = fixture.user(tenant, "asmith");
    var entrusted = guarded.await(() -> directories.entrust(Actor.SYSTEM, tenant.id(), other)).id();

    login("asmith", "wrong").statusCode(403);
    login("asmith", RIGHT).statusCode(200);

    var externalId =
        (String)
            fixture.value(
                "SELECT external_id FROM credential WHERE tenant_id = $1 AND id = $2",
                Tuple.of(tenant.id(), entrusted));
    assertTrue(externalId.startsWith("ldap-"), externalId);
  }

  @Test
  void oneEntryIsNotTwoUsers() {
    var other = fixture.user(tenant, "JDoe.2");

    var refusal =
        guarded.refusal(
            () -> directories.bind(Actor.SYSTEM, tenant.id(), Dataroom.ALL, other, "jdoe"));

    assertEquals("CONFLICT", refusal.reason().name());
  }

  @Test
  void whomTheDirectoryKnowsIsMadeAUserOnceHoweverManyAsk() {
    people.with("newcomer");

    var made =
        java.util.stream.IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i ->
                    guarded.await(
                        () ->
                            directories.adopt(Actor.SYSTEM, tenant.id(), Dataroom.ALL, "newcomer")))
            .map(one -> one.id())
            .distinct()
            .toList();

    assertEquals(1, made.size());
    assertEquals(
        1L,
        fixture.value(
            "SELECT count(*) FROM credential WHERE tenant_id = $1 AND user_id = $2 AND kind = 'LDAP'",
            Tuple.of(tenant.id(), made.get(0))));
  }

  @Test
  void whomTheDirectoryDoesNotKnowIsNotMade() {
    var refusal =
        guarded.refusal(
            () -> directories.adopt(Actor.SYSTEM, tenant.id(), Dataroom.ALL, "*)(uid=*"));

    assertEquals("DIRECTORY_USER_WITHOUT_DN", refusal.reason().name());
  }

  private ValidatableResponse login(String login, String password) {
    return frontEnd.post(3, "password", Map.of("login", login, "password", password)).then();
  }

  private void state(String state) {
    fixture.sql(
        "UPDATE credential SET state = $3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential, state));
  }

  private Object sealed(String binding) {
    return io.vertx.core.buffer.Buffer.buffer(
        fixture
            .keys(tenant)
            .seal(io.tetrapylon.credential.Candidate.SECRET, credential, Secret.of(binding)));
  }

  private Object lastReason() {
    return fixture.value(
        "SELECT reason FROM audit_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
        Tuple.of(tenant.id()));
  }

  private Object column(String name) {
    return fixture.value(
        "SELECT " + name + " FROM credential WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential));
  }
}
