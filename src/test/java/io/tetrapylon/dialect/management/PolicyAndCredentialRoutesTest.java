package io.tetrapylon.dialect.management;

import static io.restassured.RestAssured.given;
import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Role;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call which route about policies and credentials: the whole table. */
@QuarkusTest
class PolicyAndCredentialRoutesTest {
  private static final String ID = "01890000-0000-7000-8000-000000000000";

  /** Method and path below the tenant, {@code USER} standing for a user; and the permission. */
  private static final Map<String, String> ROUTES = routes();

  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  UUID user;

  private static Map<String, String> routes() {
    var routes = new LinkedHashMap<String, String>();
    for (var path : List.of("/networks", "/access-policies", "/credential-policies")) {
      routes.put("GET " + path, Permission.POLICY_VIEW);
      routes.put("POST " + path, Permission.POLICY_MODIFY);
      routes.put("GET " + path + "/" + ID, Permission.POLICY_VIEW);
      routes.put("PUT " + path + "/" + ID, Permission.POLICY_MODIFY);
      routes.put("DELETE " + path + "/" + ID, Permission.POLICY_MODIFY);
    }
    routes.put("PUT /access-policies/order", Permission.POLICY_MODIFY);
    routes.put("GET /policy-explanations?user=" + ID + "&resource=1", Permission.POLICY_VIEW);
    routes.put("GET /users/USER/credentials", Permission.CREDENTIAL_VIEW);
    routes.put("GET /users/USER/credentials/" + ID, Permission.CREDENTIAL_VIEW);
    for (var step : List.of("lock", "unlock", "disable", "enable", "archive")) {
      routes.put(
          "POST /users/USER/credentials/" + ID + "/" + step, Permission.CREDENTIAL_CHANGE_STATE);
    }
    routes.put("DELETE /users/USER/credentials/" + ID, Permission.CREDENTIAL_DELETE);
    routes.put("POST /users/USER/unlock", Permission.CREDENTIAL_CHANGE_STATE);
    routes.put("PUT /users/USER/password", Permission.CREDENTIAL_CREATE);
    routes.put("GET /users/USER/oath-tokens", Permission.CREDENTIAL_VIEW);
    routes.put("POST /users/USER/oath-tokens", Permission.CREDENTIAL_CREATE);
    routes.put("GET /users/USER/oath-tokens/" + ID, Permission.CREDENTIAL_VIEW);
    routes.put("PUT /users/USER/oath-tokens/" + ID, Permission.CREDENTIAL_CHANGE_STATE);
    routes.put(
        "POST /users/USER/oath-tokens/" + ID + "/resynchronise",
        Permission.CREDENTIAL_CHANGE_STATE);
    routes.put("DELETE /users/USER/oath-tokens/" + ID, Permission.CREDENTIAL_DELETE);
    routes.put("GET /users/USER/forgot-token-grants", Permission.FORGOT_TOKEN_GRANT);
    routes.put("POST /users/USER/forgot-token-grants", Permission.FORGOT_TOKEN_GRANT);
    routes.put("DELETE /users/USER/forgot-token-grants/" + ID, Permission.FORGOT_TOKEN_GRANT);
    routes.put("DELETE /users/USER/forgot-token-mode", Permission.FORGOT_TOKEN_GRANT);
    return routes;
  }

  @BeforeEach
  void aTenantWithAUser() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    user = tenants.user(tenant);
  }

  @Test
  void withoutATokenNothingIsToBeHad() {
    for (var route : ROUTES.keySet()) {
      send(given(), code, path(route), "{}").statusCode(401);
    }
  }

  @Test
  void anotherTenantAnswersLikeOneThatDoesNotExist() {
    // given
    var stranger = managed.token(tenants.tenant(), Set.of(Permission.ALL), null);

    for (var route : ROUTES.keySet()) {
      // when
      var foreign = send(as(stranger), code, path(route), "{}").extract();
      var unknown = send(as(stranger), "NOBODY", path(route), "{}").extract();

      // then
      assertEquals(404, foreign.statusCode(), route);
      assertEquals(unknown.asString(), foreign.asString(), route);
    }
  }

  @Test
  void anotherTenantsUserIsNotThere() {
    // given
    var stranger = tenants.tenant();
    var token = managed.token(stranger, Set.of(Permission.ALL), null);

    // then
    ROUTES.keySet().stream()
        .filter(route -> route.contains("USER"))
        .forEach(
            route -> send(as(token), managed.code(stranger), path(route), "{}").statusCode(404));
  }

  @Test
  void aUserOutsideTheCallersDataroomIsNotThere() {
    // given
    var room = tenants.group(tenant, "contractors");
    var token = managed.token(tenant, Set.of(Permission.ALL), Set.of(room));

    // then
    ROUTES.keySet().stream()
        .filter(route -> route.contains("USER"))
        .forEach(route -> send(as(token), code, path(route), "{}").statusCode(404));
  }

  @Test
  void whoSeesSomeUsersOnlyDoesNotChangeWhatRulesAll() {
    // given
    var room = tenants.group(tenant, "contractors");
    var token = managed.token(tenant, Set.of(Permission.ALL), Set.of(room));

    // then
    ROUTES.entrySet().stream()
        .filter(route -> route.getValue().equals(Permission.POLICY_MODIFY))
        .forEach(route -> send(as(token), code, path(route.getKey()), "{}").statusCode(403));
  }

  @Test
  void eachRouteIsRefusedWithoutItsPermissionAndEnteredWithIt() {
    // given
    var with = new LinkedHashMap<String, String>();
    var without = new LinkedHashMap<String, String>();
    for (var permission : new HashSet<>(ROUTES.values())) {
      var others = new HashSet<>(Role.TENANT_ADMIN.permissions());
      others.remove(permission);
      with.put(permission, managed.token(tenant, Set.of(permission), null));
      without.put(permission, managed.token(tenant, others, null));
    }

    ROUTES.forEach(
        (route, permission) -> {
          // when
          var refused = send(as(without.get(permission)), code, path(route), "{}");
          int entered =
              send(as(with.get(permission)), code, path(route), "{}").extract().statusCode();

          // then
          refused.statusCode(403).body("code", equalTo("permission-missing"));
          assertFalse(entered == 401 || entered == 403 || entered >= 500, route + " " + entered);
        });
  }

  private String path(String route) {
    return route.replace("USER", user.toString());
  }
}
