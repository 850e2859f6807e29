package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordTest {
  @Inject Fixture fixture;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  UUID password;

  @BeforeEach
  void aUserWithAPassword() {
    tenant = fixture.tenant();
    frontEnd = FrontEnd.of(tenant);
    password = fixture.password(tenant, fixture.user(tenant, "jdoe"));
  }

  @Test
  void theRightPasswordAuthorisesWhereItIsEnough() {
    login(Fixture.PASSWORD, 200);
  }

  @Test
  void aFurtherPasswordIsNotThePrimaryOne() {
    var user = (UUID) column("user_id");
    fixture.customerPassword(tenant, user, "another password");

    login(Fixture.PASSWORD, 200);
    login("another password", 403);

    assertEquals(1, column("failures"));
  }

  @Test
  void aSuccessForgivesEarlierFailures() {
    for (int i = 0; i < 9; i++) {
      login("wrong", 403);
    }

    login(Fixture.PASSWORD, 200);

    assertEquals(0, column("failures"));
    assertEquals(9L, column("failures_total"));
  }

  @Test
  void theTenthWrongPasswordInARowLocks() {
    for (int i = 0; i < 10; i++) {
      login("wrong", 403);
    }

    login(Fixture.PASSWORD, 403);
    assertEquals("LOCKED", column("state"));
    assertEquals("FAILURES", column("state_cause"));
  }

  @Test
  void everyAttemptLeavesItsTrueReasonInTheTrail() {
    login("wrong", 403);
    login(Fixture.PASSWORD, 200);
    frontEnd.post(3, "password", Map.of("login", "nobody", "password", "x")).then().statusCode(403);

    var reasons = new java.util.ArrayList<String>();
    fixture
        .sql(
            "SELECT coalesce(reason, outcome) FROM audit_event WHERE tenant_id = $1 ORDER BY id",
            Tuple.of(tenant.id()))
        .forEach(row -> reasons.add(row.getString(0)));
    assertEquals(java.util.List.of("PASSWORD_WRONG", "GRANTED", "USER_UNKNOWN"), reasons);
  }

  @Test
  void aHashWithOldCostsIsReplacedAfterTheLogin() {
    String old =
        org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate(
            "2b",
            Fixture.PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            new byte[16],
            4);
    store(old);

    login(Fixture.PASSWORD, 200);

    awaitHash("$argon2id$");
    login(Fixture.PASSWORD, 200);
  }

  private void awaitHash(String prefix) {
    Uni.createFrom()
        .item(() -> stored().startsWith(prefix))
        .repeat()
        .withDelay(Duration.ofMillis(20))
        .whilst(done -> !done)
        .collect()
        .last()
        .ifNoItem()
        .after(Duration.ofSeconds(20))
        .failWith(TimeoutException::new)
        .await()
        .indefinitely();
    assertTrue(stored().startsWith(prefix));
  }

  private String stored() {
    var bytes = (Buffer) column("sealed_secret");
    return fixture.keys(tenant).open(Candidate.SECRET, password, bytes.getBytes()).text();
  }

  private void store(String hash) {
    byte[] secret = fixture.keys(tenant).seal(Candidate.SECRET, password, Secret.of(hash));
    fixture.sql(
        "UPDATE credential SET sealed_secret = $3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), password, Buffer.buffer(secret)));
  }

  private void login(String typed, int status) {
    frontEnd
        .post(3, "password", Map.of("login", "jdoe", "password", typed))
        .then()
        .statusCode(status);
  }

  private Object column(String name) {
    return fixture.value(
        "SELECT " + name + " FROM credential WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), password));
  }
}
