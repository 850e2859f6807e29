package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The credentials of a user, and help for one without a token, as an operator's tool sees them. */
@QuarkusTest
class CredentialsApiTest {
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  String admin;
  UUID user;

  @BeforeEach
  void aUserAndAnAdministrator() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    user = tenants.user(tenant);
  }

  @Test
  void aPasswordIsSetAndNeverTold() {
    // when
    call("PUT /password", Map.of("password", "Password1234")).statusCode(204);

    // then
    call("GET /credentials", "")
        .statusCode(200)
        .body("items.kind", contains("password"))
        .body("items[0].state", equalTo("active"))
        .body(not(containsString("Password1234")))
        .body(not(containsString("argon")));
    call("PUT /password", Map.of("password", "short")).statusCode(400);
    call("PUT /password", "{}").statusCode(400);
  }

  @Test
  void aTokensSecretIsToldOnce() {
    // when
    String id =
        call("POST /oath-tokens", Map.of("label", "Phone", "secret", SECRET))
            .statusCode(201)
            .body("uri", startsWith("otpauth://totp/Acme:Phone?secret=" + SECRET))
            .body("policy", equalTo("AT_EMPOTP"))
            .body("method", equalTo("TOTP"))
            .body("kind", equalTo("oath"))
            .extract()
            .path("id");

    // then
    call("GET /oath-tokens/" + id, "")
        .statusCode(200)
        .body("label", equalTo("Phone"))
        .body("$", not(hasKey("uri")))
        .body("$", not(hasKey("counter")))
        .body(not(containsString(SECRET)));
    call("GET /oath-tokens", "").body("items.id", contains(id)).body(not(containsString(SECRET)));
  }

  @Test
  void aSecretThatIsNoneIsRefusedWithoutBeingRepeated() {
    call("POST /oath-tokens", Map.of("label", "Phone", "secret", "not base32 !1"))
        .statusCode(400)
        .body("detail", startsWith("secret: "))
        .body(not(containsString("!1")));
  }

  @Test
  void aTokenIsLockedUnlockedRenamedAndDeleted() {
    // given
    String id = token();

    // then
    call("POST /credentials/" + id + "/lock", "")
        .statusCode(200)
        .body("state", equalTo("locked"))
        .body("stateCause", equalTo("operator"));
    call("POST /credentials/" + id + "/enable", "").statusCode(409);
    call("POST /unlock", "").statusCode(200).body("unlocked", equalTo(1));
    send(
            as(admin).header("If-Match", "\"2\""),
            code,
            "PUT /users/" + user + "/oath-tokens/" + id,
            "{\"label\":\"Fob\",\"policy\":\"AT_OTP\",\"validity\":{\"to\":\"2030-01-01T00:00:00Z\"}}")
        .statusCode(200)
        .body("label", equalTo("Fob"))
        .body("validity.to", equalTo("2030-01-01T00:00:00Z"));
    call("DELETE /oath-tokens/" + id, "").statusCode(204);
    call("GET /oath-tokens/" + id, "").statusCode(404);
  }

  @Test
  void codesThatAreNotTheTokensDoNotResynchroniseIt() {
    call(
            "POST /oath-tokens/" + token() + "/resynchronise",
            Map.of("first", "12345", "second", "12346"))
        .statusCode(403)
        .body("code", equalTo("code-wrong"));
  }

  @Test
  void aGrantTellsItsCodeOnce() {
    // when
    String id =
        call(
                "POST /forgot-token-grants",
                Map.of("activationCode", "123456", "interval", 8, "reason", "left at home"))
            .statusCode(201)
            .body("verificationCode", matchesPattern("[0-9]{6}"))
            .body("$", hasKey("expiresAt"))
            .extract()
            .path("id");

    // then
    call("GET /forgot-token-grants", "")
        .body("items.id", contains(id))
        .body("items[0].reason", equalTo("left at home"))
        .body("items[0]", not(hasKey("verificationCode")));
    call("DELETE /forgot-token-grants/" + id, "").statusCode(204);
    call("DELETE /forgot-token-grants/" + id, "").statusCode(404);
  }

  @Test
  void aGrantOutOfRangeIsRefused() {
    for (var wrong :
        new Object[] {
          Map.of("activationCode", "12345", "interval", 8, "reason", "x"),
          Map.of("activationCode", "123456", "interval", 73, "reason", "x"),
          Map.of("activationCode", "123456", "reason", "x"),
          Map.of("activationCode", "123456", "interval", 8)
        }) {
      call("POST /forgot-token-grants", wrong).statusCode(400);
    }
  }

  @Test
  void forgotTokenModeCanBeEndedEarly() {
    // given
    tenants.sql(
        """
        UPDATE app_user SET forgot_token_until = now() + interval '1 hour'
         WHERE tenant_id = $1 AND id = $2 RETURNING id""",
        tenant,
        user);

    // when
    call("DELETE /forgot-token-mode", "").statusCode(204);

    // then
    assertNull(
        tenants
            .sql(
                "SELECT forgot_token_until FROM app_user WHERE tenant_id = $1 AND id = $2",
                tenant,
                user)
            .getOffsetDateTime(0));
  }

  @Test
  void noSecretIsInTheAuditTrail() {
    // given
    call("PUT /password", Map.of("password", "Password1234")).statusCode(204);
    token();

    // when
    var trail =
        tenants
            .sql("SELECT string_agg(e::text, ' ') FROM audit_event e WHERE tenant_id = $1", tenant)
            .getString(0);

    // then
    assertFalse(trail.contains("Password1234"));
    assertFalse(trail.contains(SECRET));
  }

  private String token() {
    return call("POST /oath-tokens", Map.of("label", "Phone", "secret", SECRET))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), code, route.replaceFirst(" ", " /users/" + user), body);
  }
}
