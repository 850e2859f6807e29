package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Destinations of codes, and the rules of codes, as an operator's tool sees them. */
@QuarkusTest
class DestinationsApiTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  String admin;
  String user;

  @BeforeEach
  void aUser() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    user =
        call("POST /users", Map.of("username", "jdoe", "mobile", "+41 79 000 00 00"))
            .statusCode(201)
            .extract()
            .path("id");
  }

  @Test
  void aDestinationIsMadeListedAndRemovedWithItsTarget() {
    String id =
        call(path(""), Map.of("kind", "email", "address", "jdoe@example.com"))
            .statusCode(201)
            .body("kind", equalTo("oob-email"))
            .body("state", equalTo("active"))
            .body("label", equalTo("j…@example.com"))
            .extract()
            .path("id");
    call("POST /users/" + user + "/destinations", Map.of("kind", "sms")).statusCode(201);

    call("GET /users/" + user + "/destinations", "")
        .statusCode(200)
        .body("items", hasSize(2))
        .body(not(containsString("jdoe@example.com")))
        .body(not(containsString("790000000")));

    call("DELETE /users/" + user + "/destinations/" + id, "").statusCode(204);
    call("DELETE /users/" + user + "/destinations/" + id, "").statusCode(404);
    assertEquals(
        1L,
        tenants
            .sql("SELECT count(*) FROM dispatch_target WHERE tenant_id = $1", tenant)
            .getLong(0));
  }

  private String path(String below) {
    return "POST /users/" + user + "/destinations" + below;
  }

  @Test
  void oneAddressOfAUserIsOneDestination() {
    call(path(""), Map.of("kind", "sms", "address", "+41790000001")).statusCode(201);

    call(path(""), Map.of("kind", "sms", "address", "0041 79 000 00 01")).statusCode(409);
  }

  @Test
  void whatNoCodeCanGoToIsRefused() {
    call(path(""), Map.of("kind", "sms", "address", "911")).statusCode(400);
    call(path(""), Map.of("kind", "email", "address", "nobody")).statusCode(400);
    call(path(""), Map.of("kind", "email")).statusCode(400);
    call(path(""), Map.of("kind", "pigeon", "address", "x")).statusCode(400);
    call(path(""), Map.of("kind", "sms", "policy", "AT_EMPOTP")).statusCode(400);
    call("DELETE /users/" + user + "/destinations/" + UUID.randomUUID(), "").statusCode(404);
  }

  @Test
  void aCredentialOfAnotherKindIsNoDestinationAndStays() {
    String token =
        call("POST /users/" + user + "/oath-tokens", Map.of("label", "Key fob"))
            .statusCode(201)
            .extract()
            .path("id");

    call("DELETE /users/" + user + "/destinations/" + token, "").statusCode(404);

    call("GET /users/" + user + "/credentials/" + token, "").statusCode(200);
  }

  @Test
  void rulesAreTheDefaultUntilTheyAreSet() {
    call("GET /code-rules", "")
        .statusCode(200)
        .body("emailEnabled", equalTo(false))
        .body("smsEnabled", equalTo(true))
        .body("lifetimeSeconds", equalTo(300));

    call("PUT /code-rules", Map.of("emailEnabled", true, "message", "Code: {code}"))
        .statusCode(200)
        .body("emailEnabled", equalTo(true))
        .body("spacingSeconds", equalTo(30));

    call("GET /code-rules", "").body("message", equalTo("Code: {code}"));
    call("PUT /code-rules", Map.of("lifetimeSeconds", 601)).statusCode(400);
    call("PUT /code-rules", Map.of("message", "no place")).statusCode(400);
    send(as(admin).header("If-Match", "\"7\""), code, "PUT /code-rules", Map.of()).statusCode(412);
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), code, route, body);
  }
}
