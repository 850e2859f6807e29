package io.tetrapylon.dialect.management;

import static io.restassured.RestAssured.given;
import static io.tetrapylon.tenant.Awaiting.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.Operators;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Role;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import io.tetrapylon.tenant.Tokens;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's API as its callers see it. */
@QuarkusTest
class ManagementApiTest {
  private static final String PASSWORD = "a long enough password";
  private static final String SOME_ID = "01890000-0000-7000-8000-000000000000";

  /** Every route below a tenant: method and path, the permission that it wants. */
  private static final Map<String, String> ROUTES = routes();

  @Inject Tenants tenants;
  @Inject Operators operators;
  @Inject ApiClients clients;
  @Inject Callers callers;
  @Inject Tokens tokens;

  private Tenant tenant;
  private String admin;

  private static Map<String, String> routes() {
    var routes = new LinkedHashMap<String, String>();
    routes.put("GET ", Permission.TENANT_VIEW);
    routes.put("PUT ", Permission.TENANT_MODIFY);
    routes.put("GET /resources", Permission.POLICY_VIEW);
    routes.put("POST /resources", Permission.POLICY_MODIFY);
    routes.put("GET /resources/1", Permission.POLICY_VIEW);
    routes.put("PUT /resources/1", Permission.POLICY_MODIFY);
    routes.put("DELETE /resources/1", Permission.POLICY_MODIFY);
    for (var callersPath : List.of("/api-clients", "/operators")) {
      routes.put("GET " + callersPath, Permission.CLIENT_VIEW);
      routes.put("POST " + callersPath, Permission.CLIENT_MODIFY);
      routes.put("GET " + callersPath + "/" + SOME_ID, Permission.CLIENT_VIEW);
      routes.put("PUT " + callersPath + "/" + SOME_ID, Permission.CLIENT_MODIFY);
      routes.put("DELETE " + callersPath + "/" + SOME_ID, Permission.CLIENT_MODIFY);
      routes.put("PUT " + callersPath + "/" + SOME_ID + "/password", Permission.CLIENT_MODIFY);
    }
    routes.put("GET /api-clients/" + SOME_ID + "/keys", Permission.CLIENT_VIEW);
    routes.put("POST /api-clients/" + SOME_ID + "/keys", Permission.CLIENT_MODIFY);
    routes.put("POST /api-clients/" + SOME_ID + "/keys/rotation", Permission.CLIENT_MODIFY);
    routes.put("DELETE /api-clients/" + SOME_ID + "/keys/" + SOME_ID, Permission.CLIENT_MODIFY);
    for (var path : List.of("/users", "/groups")) {
      routes.put("GET " + path, Permission.USER_VIEW);
      routes.put("POST " + path, Permission.USER_MODIFY);
      routes.put("GET " + path + "/" + SOME_ID, Permission.USER_VIEW);
      routes.put("PUT " + path + "/" + SOME_ID, Permission.USER_MODIFY);
      routes.put("DELETE " + path + "/" + SOME_ID, Permission.USER_MODIFY);
    }
    routes.put("PATCH /users/" + SOME_ID, Permission.USER_MODIFY);
    routes.put("PUT /groups/" + SOME_ID + "/members/" + SOME_ID, Permission.USER_MODIFY);
    routes.put("DELETE /groups/" + SOME_ID + "/members/" + SOME_ID, Permission.USER_MODIFY);
    routes.put("GET /trusted-issuers", Permission.TENANT_VIEW);
    routes.put("POST /trusted-issuers", Permission.TENANT_MODIFY);
    routes.put("GET /trusted-issuers/" + SOME_ID, Permission.TENANT_VIEW);
    routes.put("PUT /trusted-issuers/" + SOME_ID, Permission.TENANT_MODIFY);
    routes.put("DELETE /trusted-issuers/" + SOME_ID, Permission.TENANT_MODIFY);
    routes.put("POST /trusted-issuers/" + SOME_ID + "/test", Permission.TENANT_MODIFY);
    routes.put("GET /audit-events", Permission.AUDIT_VIEW);
    routes.put("GET /keys/signing", Permission.TENANT_VIEW);
    routes.put("POST /keys/signing", Permission.TENANT_MODIFY);
    routes.put("DELETE /keys/signing/none", Permission.TENANT_MODIFY);
    routes.put("GET /keys/challenge", Permission.TENANT_VIEW);
    routes.put("POST /keys/challenge", Permission.TENANT_MODIFY);
    routes.put("DELETE /keys/challenge/none", Permission.TENANT_MODIFY);
    routes.put("GET /keys/data/rotation", Permission.TENANT_VIEW);
    routes.put("POST /keys/data/rotation", Permission.TENANT_MODIFY);
    return routes;
  }

  @BeforeEach
  void aTenantWithAnAdministrator() {
    await(tenants::ensureInstallation);
    tenant = newTenant();
    admin = tokenOfOperator(tenant, Role.TENANT_ADMIN);
  }

  @Test
  void withoutATokenNothingIsToBeHad() {
    ROUTES.forEach(
        (route, permission) ->
            send(given(), tenant, route)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("token-invalid")));
  }

  @Test
  void anotherTenantDoesNotExist() {
    // given
    var other = newTenant();

    // then
    for (var route : ROUTES.keySet()) {
      var foreign = send(as(admin), other, route).extract();
      var unknown = send(as(admin), "NOBODY", route).extract();
      assertEquals(404, foreign.statusCode(), route);
      assertEquals(unknown.asString(), foreign.asString(), route);
    }
  }

  @Test
  void eachOperationIsRefusedWithoutItsPermissionAndEnteredWithIt() {
    // given
    var tokensByPermission = new LinkedHashMap<String, String>();
    for (var permission : new HashSet<>(ROUTES.values())) {
      var others = new HashSet<>(Role.TENANT_ADMIN.permissions());
      others.remove(permission);
      tokensByPermission.put("not " + permission, tokenOfClient(others, Caller.Access.READ_WRITE));
      tokensByPermission.put(
          permission, tokenOfClient(Set.of(permission), Caller.Access.READ_WRITE));
    }

    // then
    ROUTES.forEach(
        (route, permission) -> {
          send(as(tokensByPermission.get("not " + permission)), tenant, route)
              .statusCode(403)
              .body("code", equalTo("permission-missing"));
          int status =
              send(as(tokensByPermission.get(permission)), tenant, route).extract().statusCode();
          assertFalse(status == 401 || status >= 500, route + " " + status);
        });
  }

  @Test
  void whoMayOnlyReadChangesNothing() {
    // given
    var reader = tokenOfClient(Set.of(Permission.ALL), Caller.Access.READ_ONLY);

    // then
    ROUTES.keySet().stream()
        .filter(route -> !route.startsWith("GET"))
        .forEach(
            route ->
                send(as(reader), tenant, route)
                    .statusCode(403)
                    .body("code", equalTo("access-read-only")));
    send(as(reader), tenant, "GET /users").statusCode(200);
  }

  @Test
  void tenantsAreTheInstallationsToMakeAndDelete() {
    // given
    var installer =
        tokenOfOperator(await(() -> tenants.get(Tenants.INSTALLATION)), Role.INSTALLATION_ADMIN);
    var code = "T" + UUID.randomUUID();
    var body = Map.of("code", code, "name", "New", "licence", Map.of("users", 5, "fido", true));

    // then
    json(as(admin), body).post("/management/v1/tenants").then().statusCode(403);
    as(admin).get("/management/v1/tenants").then().statusCode(403);
    var etag =
        json(as(installer), body)
            .post("/management/v1/tenants")
            .then()
            .statusCode(201)
            .body("code", equalTo(code))
            .body("licence.users", equalTo(5))
            .body("limits.tokenFailures", equalTo(3))
            .extract()
            .header("ETag");
    json(as(installer), body).post("/management/v1/tenants").then().statusCode(409);
    as(installer).get("/management/v1/tenants/" + code + "/users").then().statusCode(200);
    as(installer)
        .header("If-Match", "\"9\"")
        .delete("/management/v1/tenants/" + code)
        .then()
        .statusCode(412);
    as(installer)
        .header("If-Match", etag)
        .delete("/management/v1/tenants/" + code)
        .then()
        .statusCode(204);
    as(installer).get("/management/v1/tenants/" + code).then().statusCode(404);
  }

  @Test
  void aLicenceIsNotTheTenantsToChange() {
    // given
    var path = path(tenant);
    var same = Map.of("name", "Renamed", "licence", Map.of("users", 100, "fido", false));
    var more = Map.of("name", "Renamed", "licence", Map.of("users", 101, "fido", false));

    // then
    json(as(admin), more).header("If-Match", "\"0\"").put(path).then().statusCode(403);
    json(as(admin), same)
        .header("If-Match", "\"0\"")
        .put(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("Renamed"));
    json(as(admin), same)
        .header("If-Match", "\"0\"")
        .put(path)
        .then()
        .statusCode(412)
        .body("code", equalTo("version-stale"));
    json(as(admin), same).put(path).then().statusCode(400).body("detail", startsWith("If-Match: "));
  }

  @Test
  void aUserLivesThroughItsWholeLife() {
    var users = path(tenant) + "/users";
    var group =
        json(as(admin), Map.of("name", "staff"))
            .post(path(tenant) + "/groups")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    // made
    var made =
        json(
                as(admin),
                Map.of("username", "jdoe", "email", "jdoe@example.com", "groups", List.of(group)))
            .post(users)
            .then()
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("status", equalTo("active"))
            .body("groups", contains(group))
            .extract();
    String user = users + "/" + made.path("id");

    // blocked
    json(as(admin), Map.of("status", "blocked"))
        .header("If-Match", "\"0\"")
        .patch(user)
        .then()
        .statusCode(200)
        .body("status", equalTo("blocked"));
    json(as(admin), Map.of("status", "blocked"))
        .header("If-Match", "\"0\"")
        .patch(user)
        .then()
        .statusCode(412);
    json(as(admin), Map.of("status", "asleep"))
        .header("If-Match", "\"1\"")
        .patch(user)
        .then()
        .statusCode(400)
        .body("detail", startsWith("status: "));

    // changed
    json(as(admin), Map.of("username", "john", "externalId", "e1"))
        .header("If-Match", "\"1\"")
        .put(user)
        .then()
        .statusCode(200)
        .body("email", nullValue())
        .body("groups", hasSize(0));

    // found
    as(admin)
        .get(users + "?username=JO&status=blocked")
        .then()
        .statusCode(200)
        .body("items.username", contains("john"));

    // deleted
    as(admin).header("If-Match", "\"2\"").delete(user).then().statusCode(204);
    as(admin).get(user).then().statusCode(404).body("code", equalTo("object-unknown"));

    // told
    as(admin)
        .get(path(tenant) + "/audit-events?limit=4")
        .then()
        .statusCode(200)
        .body("items.action", contains("user.delete", "user.update", "user.block", "user.create"))
        .body("continuationToken", not(nullValue()));
  }

  @Test
  void secretsAreToldOnceAndNowhereElse() {
    // given
    var path = path(tenant) + "/api-clients";
    var body =
        Map.of(
            "accessId",
            "client-" + UUID.randomUUID(),
            "access",
            "read-write",
            "permissions",
            List.of("*"));

    // when
    var made = json(as(admin), body).post(path).then().statusCode(201).extract();
    String password = made.path("password");
    String client = path + "/" + made.path("id");
    String key = as(admin).post(client + "/keys").then().statusCode(201).extract().path("value");
    String second =
        json(as(admin), Map.of("overlapSeconds", 60))
            .post(client + "/keys/rotation")
            .then()
            .statusCode(201)
            .extract()
            .path("value");

    // then
    assertEquals(43, password.length());
    assertEquals(43, key.length());
    assertEquals(
        body.get("accessId"),
        await(() -> callers.byPassword((String) body.get("accessId"), Secret.of(password))).name());
    assertEquals(body.get("accessId"), await(() -> callers.byApiKey(key)).name());
    assertEquals(body.get("accessId"), await(() -> callers.byApiKey(second)).name());
    as(admin)
        .get(client + "/keys")
        .then()
        .body("items.hint", hasSize(2))
        .body("items[0]", hasKey("expiresAt"))
        .body("items[1]", not(hasKey("expiresAt")));
    for (var told : List.of(client, path, client + "/keys", path(tenant) + "/audit-events")) {
      var text = as(admin).get(told).then().statusCode(200).extract().asString();
      for (var secret : List.of(password, key, second)) {
        assertFalse(text.contains(secret), told);
      }
      assertFalse(text.contains("argon2"), told);
    }

    // when
    String id = as(admin).get(client + "/keys").then().extract().path("items[1].id");
    as(admin).delete(client + "/keys/" + id).then().statusCode(204);
    as(admin).delete(client + "/keys/" + id).then().statusCode(404);
  }

  @Test
  void challengeKeysAreReplacedOneAtATimeAndRevoked() {
    // given
    var path = path(tenant) + "/keys/challenge";
    as(admin).get(path).then().statusCode(200).body("items.state", contains("active"));
    json(as(admin), Map.of("overlapSeconds", 5)).post(path).then().statusCode(400);

    // when
    var kids =
        json(as(admin), Map.of())
            .post(path)
            .then()
            .statusCode(200)
            .body("items.state", contains("next", "active"))
            .body("items[0]", hasKey("activeFrom"))
            .extract()
            .<List<String>>path("items.kid");

    // then
    json(as(admin), Map.of()).post(path).then().statusCode(409);
    as(admin).delete(path + "/" + kids.get(0)).then().statusCode(409);
    as(admin).delete(path + "/" + kids.get(1)).then().statusCode(204);
    as(admin)
        .get(path)
        .then()
        .body("items.state", contains("active", "revoked", "revoked"))
        .body("items[1]", hasKey("retiredAt"));
  }

  @Test
  void nobodyGrantsWhatItDoesNotHave() {
    // given
    var half =
        tokenOfClient(
            Set.of(Permission.CLIENT_MODIFY, Permission.CLIENT_VIEW), Caller.Access.READ_WRITE);
    var all =
        Map.of(
            "accessId",
            "c" + UUID.randomUUID(),
            "access",
            "read-write",
            "permissions",
            List.of("*"));
    var own =
        Map.of(
            "accessId",
            "c" + UUID.randomUUID(),
            "access",
            "read-write",
            "permissions",
            List.of(Permission.CLIENT_VIEW));

    // then
    json(as(half), all).post(path(tenant) + "/api-clients").then().statusCode(403);
    json(as(half), own).post(path(tenant) + "/api-clients").then().statusCode(201);
    json(as(half), Map.of("login", "x", "role", "tenant-admin"))
        .post(path(tenant) + "/operators")
        .then()
        .statusCode(403);
    json(as(admin), Map.of("login", "x", "role", "installation-admin"))
        .post(path(tenant) + "/operators")
        .then()
        .statusCode(400);
    json(as(admin), Map.of("login", "x", "role", "tenant-admin"))
        .post(path(tenant) + "/operators")
        .then()
        .statusCode(201)
        .body("password.length()", equalTo(43));

    // and nobody takes over who has more
    var adminId = as(admin).get(path(tenant) + "/operators").then().extract().path("items[0].id");
    json(as(half), Map.of("password", PASSWORD))
        .header("If-Match", "\"0\"")
        .put(path(tenant) + "/operators/" + adminId + "/password")
        .then()
        .statusCode(403);
  }

  @Test
  void brokenBodiesAreRefusedByTheNameOfTheMember() {
    refused(" ", "body-unreadable");
    refused("{\"username\":\"a\",\"username\":\"b\"}", "body-unreadable");
    refused("{\"username\":\"a\"} {}", "body-unreadable");
    refused("[]", "body-unreadable");
    refused("null", "body-unreadable");
    refused("{\"username\":", "body-unreadable");
    refused("{\"username\":\"a\",\"shoe\":1}", "member-invalid")
        .body("detail", startsWith("shoe: "));
    refused("{\"username\":7}", "member-invalid").body("detail", startsWith("username: "));
    refused("{\"username\":\"a\",\"number\":\"7\"}", "member-invalid")
        .body("detail", startsWith("number: "));
    refused("{\"username\":\" \"}", "member-invalid").body("detail", startsWith("username: "));
    refused("{\"username\":\"a\\u0000b\"}", "member-invalid")
        .body("detail", startsWith("username: "));
    refused("{\"username\":\"a\\ud800b\"}", "member-invalid")
        .body("detail", startsWith("username: "));
    refused("{\"username\":\"a\",\"groups\":[null]}", "member-invalid")
        .body("detail", startsWith("groups: "));
    refused("{\"username\":\"a\",\"groups\":[\"" + SOME_ID + "\"]}", "member-invalid")
        .body("detail", startsWith("groups: "));
    refused("{\"username\":\"a\",\"id\":\"x\"}", "member-invalid")
        .body("detail", startsWith("id: "));
    as(admin).contentType(ContentType.JSON).post(path(tenant) + "/users").then().statusCode(400);
    as(admin)
        .get(path(tenant) + "/users?limit=0")
        .then()
        .statusCode(400)
        .body("detail", startsWith("limit: "));
    as(admin).get(path(tenant) + "/users?limit=x").then().statusCode(400);
    as(admin).get(path(tenant) + "/users?continuationToken=x").then().statusCode(400);
    as(admin).get(path(tenant) + "/users/x").then().statusCode(404);
    as(admin)
        .get(path(tenant) + "/nothing")
        .then()
        .statusCode(404)
        .body("code", equalTo("path-unknown"));
    as(admin)
        .contentType("text/plain")
        .body("x")
        .post(path(tenant) + "/users")
        .then()
        .statusCode(415);
    as(admin).delete("/management/v1/token").then().statusCode(405);
  }

  @Test
  void anOperatorLogsInByJsonAndByFormAndIsLockedAfterTenFailures() {
    // given
    var login = Map.of("tenant", tenant.code(), "login", "admin", "password", PASSWORD);
    var wrong = Map.of("tenant", tenant.code(), "login", "admin", "password", "wrong password");

    // then
    json(given(), login)
        .post("/management/v1/token")
        .then()
        .statusCode(200)
        .body("token_type", equalTo("Bearer"));
    given().formParams(login).post("/management/v1/token").then().statusCode(200);
    var unknown =
        json(given(), Map.of("tenant", "NOBODY", "login", "admin", "password", PASSWORD))
            .post("/management/v1/token")
            .then()
            .statusCode(401)
            .extract()
            .asString();
    for (int i = 0; i < 10; i++) {
      assertEquals(
          unknown,
          json(given(), wrong)
              .post("/management/v1/token")
              .then()
              .statusCode(401)
              .extract()
              .asString());
    }
    json(given(), login)
        .post("/management/v1/token")
        .then()
        .statusCode(401)
        .body("code", equalTo("client-invalid"));
    as(admin)
        .get(path(tenant) + "/audit-events?action=operator.login&limit=3")
        .then()
        .body("items.outcome", contains("refused", "refused", "refused"))
        .body("items.reason", contains("PASSWORD_LOCKED", "PASSWORD_WRONG", "PASSWORD_WRONG"));
  }

  @Test
  void keysAreReplacedByTheirTenantsAdministrator() {
    as(admin).post(path(tenant) + "/keys/signing").then().statusCode(204);
    as(admin)
        .post(path(tenant) + "/keys/data/rotation")
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    as(admin).get(path(tenant) + "/keys/data/rotation").then().statusCode(200);
    as(admin).delete(path(tenant) + "/keys/signing/none").then().statusCode(409);
  }

  private ValidatableResponse refused(String body, String code) {
    return as(admin)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path(tenant) + "/users")
        .then()
        .statusCode(400)
        .body("code", equalTo(code))
        .body("detail", not(containsString("Exception")));
  }

  private static String path(Tenant tenant) {
    return "/management/v1/tenants/" + tenant.code();
  }

  private static ValidatableResponse send(RequestSpecification by, Tenant tenant, String route) {
    return send(by, tenant.code(), route);
  }

  private static ValidatableResponse send(RequestSpecification by, String tenant, String route) {
    var parts = route.split(" ", 2);
    if (!parts[0].equals("GET") && !parts[0].equals("DELETE")) {
      by.contentType(ContentType.JSON).body("{}");
    }
    return by.header("If-Match", "\"0\"")
        .request(parts[0], "/management/v1/tenants/" + tenant + parts[1])
        .then();
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static RequestSpecification json(RequestSpecification by, Object body) {
    return by.contentType(ContentType.JSON).body(body);
  }

  private Tenant newTenant() {
    var code = "T" + UUID.randomUUID();
    return await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Test", 100)));
  }

  private String tokenOfOperator(Tenant where, Role role) {
    var login = where.id().equals(Tenants.INSTALLATION) ? "o" + UUID.randomUUID() : "admin";
    await(() -> operators.create(Authority.SYSTEM, where.id(), login, Secret.of(PASSWORD), role));
    return json(given(), Map.of("tenant", where.code(), "login", login, "password", PASSWORD))
        .post("/management/v1/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  private String tokenOfClient(Set<String> permissions, Caller.Access access) {
    var accessId = "c" + UUID.randomUUID();
    var grants = new ApiClient.Grants(access, permissions, null, null);
    var draft = new ApiClient.Draft(accessId, Secret.of(PASSWORD), null, grants, true);
    await(() -> clients.create(Authority.SYSTEM, tenant.id(), draft));
    var caller = await(() -> callers.byPassword(accessId, Secret.of(PASSWORD)));
    return await(() -> tokens.issue(caller)).value();
  }
}
