package io.tetrapylon.credential.password;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.SealBroken;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setting passwords, and how they lie in the store. */
@QuarkusTest
class PasswordsTest {
  @Inject GuardedTenant given;
  @Inject Passwords passwords;
  @Inject Credentials credentials;
  @Inject DataKeys dataKeys;
  @Inject PasswordHasher hasher;

  UUID tenant;
  UUID user;

  @BeforeEach
  void aUser() {
    tenant = given.tenant();
    user = given.user(tenant);
  }

  @Test
  void aPasswordThatWasSetIsTheOneThatMatches() {
    // when
    var set = set("Password1234");

    // then
    assertTrue(matches("Password1234", set.id()));
    assertFalse(matches("Password1235", set.id()));
  }

  @Test
  void replacingKeepsTheCredentialAndTakesItsLock() {
    // given
    var first = set("Password1234");
    given.await(
        () -> credentials.step(OPERATOR, tenant, user, first.id(), null, Credentials.Step.LOCK));

    // when
    var second = set("correct horse battery");

    // then
    assertEquals(first.id(), second.id());
    assertEquals(CredentialState.ACTIVE, second.state());
    assertTrue(matches("correct horse battery", first.id()));
    assertFalse(matches("Password1234", first.id()));
    assertEquals(1, given.await(() -> credentials.list(tenant, user)).size());
  }

  @Test
  void theStoreHoldsNeitherThePasswordNorItsHashInTheClear() {
    // when
    var set = set("Password1234");

    // then
    var stored = new String(sealed(set.id()), StandardCharsets.ISO_8859_1);
    assertFalse(stored.contains("Password1234"));
    assertFalse(stored.contains("argon2"));
  }

  @Test
  void aSecretMovedToAnotherRowDoesNotOpen() {
    // given
    var mine = set("Password1234");
    var moved = sealed(mine.id());

    // then
    assertThrows(
        SealBroken.class,
        () -> given.await(() -> dataKeys.open(tenant, Candidate.SECRET, UUID.randomUUID(), moved)));
  }

  @Test
  void whatIsTooShortOrTooLongIsRefused() {
    for (var wrong : new String[] {"", "1234567", "ü".repeat(513)}) {
      // when
      var refusal = given.refusal(() -> passwords.set(OPERATOR, tenant, user, Secret.of(wrong)));

      // then
      assertEquals(Reason.MEMBER_INVALID, refusal.reason());
    }
  }

  @Test
  void anUnknownUserGetsNone() {
    // given
    var otherTenant = given.tenant();

    // when
    var refusal =
        given.refusal(() -> passwords.set(OPERATOR, otherTenant, user, Secret.of("Password1234")));

    // then
    assertEquals(Reason.OBJECT_UNKNOWN, refusal.reason());
  }

  private Credential set(String password) {
    return given.await(() -> passwords.set(OPERATOR, tenant, user, Secret.of(password)));
  }

  private boolean matches(String typed, UUID id) {
    var stored = sealed(id);
    return given
        .await(
            () ->
                dataKeys
                    .open(tenant, Candidate.SECRET, id, stored)
                    .chain(phc -> hasher.check(Secret.of(typed), phc.text())))
        .matches();
  }

  private byte[] sealed(UUID id) {
    return given
        .sql("SELECT sealed_secret FROM credential WHERE tenant_id = $1 AND id = $2", tenant, id)
        .getBuffer(0)
        .getBytes();
  }
}
