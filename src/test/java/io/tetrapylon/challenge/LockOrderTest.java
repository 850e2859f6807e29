package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.AuthenticatorChanges;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.DeviceRegistry;
import io.tetrapylon.device.Devices;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.policy.ForgotTokenCode;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two that lock rows of one user, at once. Somebody holds a row that both want until both wait, so
 * that the one has what it locks first when the other begins: in different orders they would wait
 * for each other, and the database would end one of them.
 */
@QuarkusTest
class LockOrderTest {
  private static final String CREDENTIAL =
      "SELECT id FROM credential WHERE tenant_id = $1 AND id = $2 FOR UPDATE";
  private static final String BUDGET =
      "SELECT user_id FROM push_budget WHERE tenant_id = $1 AND user_id = $2 FOR UPDATE";
  private static final String WAITING =
      "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted";

  private static final List<Integer> BOTH = List.of(200, 200);

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject GuardedTenant given;
  @Inject Pool pool;
  @Inject AuthenticatorChanges changes;
  @Inject DeviceRegistry registry;
  @Inject Devices devices;
  @Inject Users users;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;

  private final ExecutorService both = Executors.newFixedThreadPool(2);

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  UUID user;
  UUID password;
  TestPhone phone;

  @BeforeEach
  void aUserWithAPasswordAndAPhone() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    frontEnd = FrontEnd.of(tenant);
    user = fixture.user(tenant, "jdoe");
    password = fixture.password(tenant, user);
    phone = phones.phone(tenant, user);
  }

  @AfterEach
  void end() {
    both.shutdown();
  }

  @Test
  void aForgotTokenCodeAndAChangeOfThePasswordsAuthenticator() throws Exception {
    grant();

    assertEquals(BOTH, race(CREDENTIAL, password, this::redeem, this::changeAuthenticator));
  }

  @Test
  void aPushWithAPasswordAndAChangeOfThePasswordsAuthenticator() throws Exception {
    assertEquals(BOTH, race(CREDENTIAL, password, this::push, this::changeAuthenticator));
  }

  @Test
  void aLoginFromANewNetworkAndTheDeletionOfItsUser() throws Exception {
    assertEquals(BOTH, race(CREDENTIAL, password, this::logIn, this::deleteUser));
  }

  @Test
  void aPushWithAPasswordAndTheDeletionOfItsUser() throws Exception {
    assertEquals(BOTH, race(CREDENTIAL, password, this::push, this::deleteUser));
  }

  @Test
  void aChangeOfADeviceAndANewNameForItsPhone() throws Exception {
    assertEquals(BOTH, race(CREDENTIAL, phone.credential(), this::changeDevice, this::renamePhone));
  }

  @Test
  void aReportOfFraudAndAnotherPush() throws Exception {
    fixture.sql(
        "INSERT INTO user_network VALUES ($1, $2, '198.51.100.0/24', now())",
        Tuple.of(tenant.id(), user));
    var id = UUID.fromString(plainPush("192.0.2.1").path("transactionId"));

    assertEquals(List.of(200, 403), race(BUDGET, user, () -> report(id), this::pushFromNearby));
  }

  @Test
  void aChangeDoesNotWaitForANewRowThatRefersToACredential() {
    var held =
        held("SELECT id FROM credential WHERE tenant_id = $1 AND id = $2 FOR KEY SHARE", password);

    assertEquals(200, changeAuthenticator());

    release(held);
  }

  /** The first begins, and the second when the first waits. */
  private List<Integer> race(
      String hold, UUID id, Callable<Integer> first, Callable<Integer> second) throws Exception {
    var held = held(hold, id);
    var one = both.submit(first);
    awaitWaiting(1, one);
    var other = both.submit(second);
    awaitWaiting(2, other);
    release(held);

    return List.of(one.get(), other.get());
  }

  private SqlConnection held(String hold, UUID id) {
    var held = given.await(() -> pool.getConnection());
    given.await(() -> held.query("BEGIN").execute());
    given.await(() -> held.preparedQuery(hold).execute(Tuple.of(tenant.id(), id)));
    return held;
  }

  private void release(SqlConnection held) {
    given.await(() -> held.query("ROLLBACK").execute());
    given.await(() -> held.close().replaceWith("closed"));
  }

  private void awaitWaiting(int count, Future<Integer> last) {
    while (!last.isDone()) {
      if ((long) fixture.value(WAITING, Tuple.tuple()) >= count) {
        return;
      }
    }
  }

  private int redeem() {
    var body =
        Map.of(
            "login", "jdoe",
            "password", Fixture.PASSWORD,
            "activationCode", "123456",
            "verificationCode", "654321",
            "interval", 2);
    return frontEnd.post(1, "forgottoken", body).statusCode();
  }

  private void grant() {
    var stored = ForgotTokenCode.stored(fixture.keys(tenant), user, "123456", 2, "654321");
    fixture.sql(
        """
        INSERT INTO forgot_token_grant (tenant_id, id, user_id, code_mac, interval_hours, reason, granted_by, created_at, expires_at)
        VALUES ($1, gen_random_uuid(), $2, $3, 2, 'test', 'test', now(), now() + interval '15 minutes')""",
        Tuple.of(tenant.id(), user, Buffer.buffer(stored)));
  }

  private int logIn() {
    return frontEnd
        .post(3, "password", Map.of("login", "jdoe", "password", Fixture.PASSWORD))
        .statusCode();
  }

  private int push() {
    return frontEnd
        .post(
            Phones.PASSWORD,
            "transactions",
            Map.of("login", "jdoe", "password", Fixture.PASSWORD, "type", "PUSH"))
        .statusCode();
  }

  /** From another address, so that it joins no other, of the same network. */
  private int pushFromNearby() {
    return plainPush("192.0.2.9").statusCode();
  }

  private Response plainPush(String address) {
    return frontEnd.post(
        Phones.PLAIN,
        "transactions",
        Map.of("login", "jdoe", "type", "PUSH", "originIpAddress", address));
  }

  private int report(UUID id) {
    var text = challenges.one(tenant.id(), phone.device(), id).await().indefinitely().text();
    var answer = phone.signed(phone.answer(text, "fraud"));
    answers
        .answer(new Answers.Given(tenant.id(), phone.device(), id, answer, "test"))
        .await()
        .indefinitely();
    return 200;
  }

  private int changeAuthenticator() {
    var key =
        new Authenticators.Key(tenant.id(), Dataroom.ALL, number("app_user", user), "AT_EMPPWD");
    var change = new AuthenticatorChanges.Change(true, now -> now, null);
    return done(() -> changes.replace(GuardedTenant.OPERATOR, key, null, change));
  }

  private int changeDevice() {
    long number = number("device", phone.device());
    long owner = number("app_user", user);
    return done(
        () ->
            registry.replace(
                GuardedTenant.OPERATOR,
                tenant.id(),
                Dataroom.ALL,
                number,
                null,
                now ->
                    new DeviceRegistry.Change(
                        now.externalId(), "HID's", owner, null, now.validity())));
  }

  private int renamePhone() {
    return done(
        () -> devices.rename(GuardedTenant.OPERATOR, tenant.id(), phone.device(), null, "Pixel"));
  }

  private int deleteUser() {
    return done(() -> users.delete(GuardedTenant.OPERATOR, tenant.id(), Dataroom.ALL, user, 0));
  }

  private int done(Supplier<Uni<?>> work) {
    return given.await(() -> work.get().replaceWith(200));
  }

  private long number(String table, UUID id) {
    return (long)
        fixture.value(
            "SELECT number FROM " + table + " WHERE tenant_id = $1 AND id = $2",
            Tuple.of(tenant.id(), id));
  }
}
