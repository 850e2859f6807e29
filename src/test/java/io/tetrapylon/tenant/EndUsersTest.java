package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of end users. */
@QuarkusTest
class EndUsersTest {
  @Inject GuardedTenant given;
  @Inject EndUsers endUsers;
  @Inject Tokens tokens;
  @Inject Callers callers;

  UUID tenant;
  UUID user;

  @BeforeEach
  void aUser() {
    tenant = given.tenant();
    user = given.user(tenant);
  }

  @Test
  void aUsersTokenIsGoodForNoMoreThanTheUsersOwn() {
    // given
    var token = given.await(() -> endUsers.find(tenant, user).chain(tokens::issue));

    // when
    var caller = given.await(() -> callers.byToken(token.value()));

    // then
    assertEquals(Caller.Kind.USER, caller.kind());
    assertEquals(Set.of(Permission.SELF_ADMIN), caller.permissions());
    assertEquals(user, caller.userId());
  }

  @Test
  void aBlockedUsersTokenIsWorthless() {
    // given
    var token = given.await(() -> endUsers.find(tenant, user).chain(tokens::issue));
    given.sql(
        "UPDATE app_user SET status = 'BLOCKED' WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        user);

    // when
    var refusal = given.refusal(() -> callers.byToken(token.value()));

    // then
    assertEquals(Reason.TOKEN_INVALID, refusal.reason());
  }
}
