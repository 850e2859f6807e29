package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.ldap.TestDirectory;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tenant's directory as an operator's tool sees it. */
@QuarkusTest
class DirectoryApiTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  String admin;
  TestDirectory people;

  @BeforeEach
  void aTenantWithAnAdministrator() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    people = TestDirectory.start().with("jdoe");
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Map<String, Object> settings(String member, Object value) {
    var settings = new HashMap<String, Object>();
    settings.put("urls", List.of(people.url()));
    settings.put("bindDn", TestDirectory.ACCOUNT);
    settings.put("bindPassword", TestDirectory.ACCOUNT_PASSWORD);
    settings.put("baseDn", TestDirectory.BASE);
    settings.put("userFilter", "(uid={0})");
    settings.put(member, value);
    return settings;
  }

  private Map<String, Object> settings() {
    return settings("poolSize", 2);
  }

  @Test
  void thePasswordGoesInAndDoesNotComeOut() {
    call("PUT /directory", settings())
        .statusCode(200)
        .header("ETag", equalTo("\"0\""))
        .body("security", equalTo("none"))
        .body("bindPassword", equalTo("***"));

    call("GET /directory", "")
        .statusCode(200)
        .body("connectTimeoutMillis", equalTo(2000))
        .body(not(containsString(TestDirectory.ACCOUNT_PASSWORD)));
    var stored =
        tenants.sql(
            "SELECT d::text || a::text FROM directory d, audit_event a WHERE d.tenant_id = $1 AND a.tenant_id = $1",
            tenant);
    assertFalse(stored.getString(0).contains(TestDirectory.ACCOUNT_PASSWORD));
  }

  @Test
  void aMaskedPasswordStaysWhereItGoesWhereItWent() {
    call("PUT /directory", settings()).statusCode(200);

    call("PUT /directory", masked("userFilter", "(cn={0})")).statusCode(200);

    call("POST /directory/test", Map.of()).statusCode(200).body("usable", equalTo(true));
  }

  @Test
  void aMaskedPasswordIsNotSentToAnotherServer() {
    call("PUT /directory", settings()).statusCode(200);

    call("PUT /directory", masked("urls", List.of("ldap://localhost:1")))
        .statusCode(400)
        .body("detail", containsString("bindPassword"));
    call("PUT /directory", masked("bindDn", "cn=other")).statusCode(400);
  }

  private Map<String, Object> masked(String member, Object value) {
    var settings = settings(member, value);
    settings.put("bindPassword", "***");
    return settings;
  }

  @Test
  void whatIsNoDirectoryIsToldByItsMember() {
    call("PUT /directory", settings("userFilter", "(uid=jdoe)"))
        .statusCode(400)
        .body("detail", containsString("userFilter"));
    call("PUT /directory", settings("urls", List.of("http://localhost"))).statusCode(400);
    call("PUT /directory", settings("poolSize", 0)).statusCode(400);
    call("PUT /directory", settings("bindPassword", "")).statusCode(400);
    call("PUT /directory", masked("poolSize", 2)).statusCode(400);
  }

  @Test
  void aTestTellsWhatIsWrong() {
    call("PUT /directory", settings("bindPassword", "another")).statusCode(200);

    call("POST /directory/test", Map.of())
        .statusCode(200)
        .body("usable", equalTo(false))
        .body("reason", equalTo("directory-misconfigured"));
  }

  @Test
  void aChangeOfWhatHasChangedSinceIsRefused() {
    call("PUT /directory", settings()).statusCode(200);
    call("PUT /directory", settings()).statusCode(200).header("ETag", equalTo("\"1\""));

    send(as(admin).header("If-Match", "\"0\""), code, "PUT /directory", settings()).statusCode(412);
    call("DELETE /directory", "").statusCode(204);
    call("GET /directory", "").statusCode(404);
    call("DELETE /directory", "").statusCode(404);
  }

  @Test
  void aUserIsBoundOnce() {
    call("PUT /directory", settings()).statusCode(200);
    String user =
        call("POST /users", Map.of("username", "jdoe")).statusCode(201).extract().path("id");

    call("POST /users/" + user + "/directory-credential", Map.of())
        .statusCode(201)
        .body("kind", equalTo("ldap"));
    call("POST /users/" + user + "/directory-credential", Map.of()).statusCode(409);
  }

  @Test
  void somebodyWhomTheDirectoryKnowsBecomesAUser() {
    call("PUT /directory", settings()).statusCode(200);

    String first =
        call("POST /directory/users", Map.of("login", "jdoe"))
            .statusCode(201)
            .body("username", equalTo("jdoe"))
            .extract()
            .path("id");

    call("POST /directory/users", Map.of("login", "JDOE"))
        .statusCode(201)
        .body("id", equalTo(first));
    call("POST /directory/users", Map.of("login", "nobody"))
        .statusCode(403)
        .body("code", equalTo("directory-user-without-dn"));
  }

  @Test
  void onlyWhoMayChangeTheTenantChangesItsDirectory() {
    call("PUT /directory", settings()).statusCode(200);
    var viewer = managed.token(tenant, Set.of(Permission.TENANT_VIEW), null);

    send(as(viewer), code, "GET /directory", "").statusCode(200);
    send(as(viewer), code, "PUT /directory", settings()).statusCode(403);
    send(as(viewer), code, "POST /directory/test", Map.of()).statusCode(403);
    send(as(admin), managed.code(tenants.tenant()), "GET /directory", "").statusCode(404);
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), code, route, body);
  }
}
