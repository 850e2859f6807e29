package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Activations and phones in the operator's API. */
@QuarkusTest
class DevicesApiTest {
  @Inject GuardedTenant tenants;
  @Inject EnrolledTenant phones;
  @Inject ManagedTenant managed;

  private UUID tenant;
  private String code;
  private UUID user;
  private UUID device;
  private String token;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    user = phones.user(tenant, "jdoe");
    device = phones.enrol(tenant, user, TestPhone.es256(1)).device();
    token = managed.token(tenant, Set.of(Permission.ALL), null);
  }

  @Test
  void anActivationIsToldOnce() {
    ask("POST /users/" + user + "/activations", "{}")
        .statusCode(201)
        .body("qrCode", startsWith("tetrapylon://activate?url="))
        .body("qrCode", containsString("tenant=" + code))
        .body("code", matchesPattern("[A-Z2-7]{8}"));
    ask("POST /users/" + user + "/activations", "{\"replaces\":\"" + device + "\"}")
        .statusCode(201)
        .body("replaces", equalTo(device.toString()));
    ask("POST /users/" + user + "/activations", "{\"replaces\":\"" + user + "\"}").statusCode(404);
    ask("POST /users/" + user + "/activations", "{\"replaces\":\"x\"}").statusCode(400);
  }

  @Test
  void aPhoneIsListedReadChangedAndRemoved() {
    ask("GET /users/" + user + "/devices", "")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(device.toString()))
        .body("items[0].algorithm", equalTo("ES256"));
    var path = "/devices/" + device;
    ask("GET " + path, "").statusCode(200).header("ETag", "\"0\"").body("state", equalTo("active"));
    ask("PATCH " + path, "{\"name\":\"Grace's\",\"suspended\":true}")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("name", equalTo("Grace's"))
        .body("state", equalTo("disabled"));
    ask("PATCH " + path, "{\"suspended\":false}").statusCode(200).body("state", equalTo("active"));
    ask("PATCH " + path, "{}").statusCode(400);
    send(as(token).header("If-Match", "\"1\""), code, "PATCH " + path, "{\"name\":\"x\"}")
        .statusCode(412);
    send(as(token).header("If-Match", "\"1\""), code, "DELETE " + path, "").statusCode(412);
    ask("DELETE " + path, "").statusCode(204);
    ask("GET " + path, "").statusCode(404);
  }

  @Test
  void eachRouteWantsItsPermission() {
    routes()
        .forEach(
            (route, permission) -> {
              var others =
                  new java.util.HashSet<>(io.tetrapylon.tenant.Role.TENANT_ADMIN.permissions());
              others.remove(permission);
              var without = managed.token(tenant, others, null);
              send(as(without), code, route, "{}").statusCode(403);
              send(io.restassured.RestAssured.given(), code, route, "{}").statusCode(401);
            });
  }

  @Test
  void aPhoneThatTheCallerMayNotSeeIsLikeNone() {
    // given
    var room = tenants.group(tenant, "contractors");
    var narrow = managed.token(tenant, Set.of(Permission.ALL), Set.of(room));
    var elsewhere = tenants.tenant();
    var stranger = managed.token(elsewhere, Set.of(Permission.ALL), null);

    for (var route : routes().keySet()) {
      if (route.contains("/devices/")) {
        // when
        var unseen = send(as(narrow), code, route, "{\"name\":\"x\"}").statusCode(404);
        var unknown =
            send(
                as(narrow),
                code,
                route.replace(device.toString(), user.toString()),
                "{\"name\":\"x\"}");

        // then
        assertEquals(unknown.extract().asString(), unseen.extract().asString(), route);
        send(as(stranger), managed.code(elsewhere), route, "{\"name\":\"x\"}").statusCode(404);
      } else {
        send(as(narrow), code, route, "{}").statusCode(404);
        send(as(stranger), code, route, "{}").statusCode(404);
      }
    }
  }

  private Map<String, String> routes() {
    var routes = new LinkedHashMap<String, String>();
    routes.put("POST /users/" + user + "/activations", Permission.CREDENTIAL_CREATE);
    routes.put("GET /users/" + user + "/devices", Permission.CREDENTIAL_VIEW);
    routes.put("GET /devices/" + device, Permission.CREDENTIAL_VIEW);
    routes.put("PATCH /devices/" + device, Permission.CREDENTIAL_CHANGE_STATE);
    routes.put("DELETE /devices/" + device, Permission.CREDENTIAL_DELETE);
    return routes;
  }

  private ValidatableResponse ask(String route, String body) {
    return send(as(token), code, route, body);
  }
}
