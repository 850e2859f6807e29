package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks, access policies and credential policies as an operator's tool sees them. */
@QuarkusTest
class PoliciesApiTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  String admin;
  UUID staff;

  @BeforeEach
  void aTenantWithAnAdministrator() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    staff = tenants.group(tenant, "staff");
    tenants.resource(tenant, 1234, "Intranet");
  }

  @Test
  void theLimitsOfPushesAreTheDefaultUntilTheyAreSet() {
    call("GET /push-rules", "").statusCode(200).body("spacingSeconds", equalTo(5));

    call("PUT /push-rules", Map.of("spacingSeconds", 30))
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("minuteLimit", equalTo(5));
    call("GET /push-rules", "").statusCode(200).body("spacingSeconds", equalTo(30));
    call("PUT /push-rules", Map.of("lifetimeSeconds", 5))
        .statusCode(400)
        .body("detail", startsWith("lifetimeSeconds"));
  }

  @Test
  void anyAuthenticatorIsTakenUntilRulesSayOtherwise() {
    var model = "7a98c250-6808-11cf-b73b-00aa00b677a7";
    call("GET /webauthn-rules", "").statusCode(200).body("allowedModels", equalTo(List.of()));

    call("PUT /webauthn-rules", Map.of("deniedModels", List.of(model)))
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("deniedModels", contains(model));
    call("GET /webauthn-rules", "").statusCode(200).body("deniedModels", contains(model));
    call("PUT /webauthn-rules", Map.of("allowedModels", List.of("a key")))
        .statusCode(400)
        .body("detail", startsWith("allowedModels"));
    call("PUT /webauthn-rules", Map.of("extraOrigins", List.of("http://example.org")))
        .statusCode(400)
        .body("detail", startsWith("extraOrigins"));
  }

  @Test
  void aPolicyReadsBackAsItWasWritten() {
    // given
    call("POST /networks", Map.of("name", "office", "cidrs", List.of("198.51.100.9/26")))
        .statusCode(201)
        .body("cidrs", contains("198.51.100.0/26"));

    // when
    String id =
        call(
                "POST /access-policies",
                """
                {"name": "night", "groups": ["staff"], "resources": [1234], "networks": ["office"],
                 "methods": ["password", "qrCode"],
                 "schedule": {"days": ["MON", "SUN"], "from": "22:00", "to": "24:00", "zone": "Europe/Zurich"}}
                """)
            .statusCode(201)
            .header("ETag", equalTo("\"0\""))
            .extract()
            .path("id");

    // then
    call("GET /access-policies/" + id, "")
        .statusCode(200)
        .body("groups", contains("staff"))
        .body("resources", contains(1234))
        .body("networks", contains("office"))
        .body("methods", contains("password", "qrCode"))
        .body("schedule.to", equalTo("24:00"))
        .body("enabled", equalTo(true))
        .body("position", equalTo(1));
  }

  @Test
  void theOrderIsTurnedAndNotRead() {
    for (var method : new String[] {"GET", "DELETE"}) {
      call(method + " /access-policies/order", "")
          .statusCode(405)
          .header("Allow", equalTo("PUT, OPTIONS"));
    }
  }

  @Test
  void theOrderCanBeTurned() {
    // given
    var a = policy("a");
    var b = policy("b");

    // when
    call("PUT /access-policies/order", Map.of("order", List.of(b, a))).statusCode(200);

    // then
    call("GET /access-policies", "").body("items.name", contains("b", "a"));
  }

  @Test
  void anExplanationNamesTheMatchAndTheOthers() {
    // given
    var user = tenants.user(tenant);
    tenants.join(tenant, user, staff);
    policy("first");
    policy("second");

    // then
    call("GET /policy-explanations?user=" + user + "&resource=1234&address=junk", "")
        .statusCode(200)
        .body("hasPolicy", equalTo(true))
        .body("matched.name", equalTo("first"))
        .body("passedOver[0].cause", equalTo("after-match"));
    call("GET /policy-explanations?user=" + user + "&resource=1", "").statusCode(404);
    call("GET /policy-explanations?user=" + user + "&resource=1234&at=noon", "").statusCode(400);
  }

  @Test
  void mistakesAreToldByTheirMember() {
    refused("POST /access-policies", "{\"name\":\"x\",\"groups\":[\"nobody\"]}", "groups: ");
    refused("POST /access-policies", "{\"name\":\"x\",\"methods\":[\"fax\"]}", "methods: ");
    refused("POST /access-policies", "{\"name\":\"x\",\"surprise\":1}", "surprise: ");
    refused("POST /access-policies", "{\"name\":\"x\",\"resources\":[1.5]}", "resources: ");
    refused("POST /networks", "{\"name\":\"x\",\"cidrs\":[\"10.0.0.0/40\"]}", "cidrs: ");
    refused("POST /networks", "{\"name\":\"x\",\"cidrs\":[null]}", "cidrs: ");
    refused("POST /credential-policies", "{\"code\":\"A.B\",\"kind\":\"oath\"}", "code: ");
    refused("POST /credential-policies", "{\"code\":\"AB\",\"kind\":\"OATH\"}", "kind: ");
  }

  @Test
  void aChangeNeedsTheVersionThatWasSeen() {
    // given
    var id = policy("a");
    var body = "{\"name\":\"b\"}";

    // then
    call("PUT /access-policies/" + id, body).statusCode(400);
    change(id, "\"7\"", body).statusCode(412);
    change(id, "\"0\"", body).statusCode(200).header("ETag", equalTo("\"1\""));
    change(id, "\"0\"", body).statusCode(412);
  }

  @Test
  void credentialPoliciesAreListedInPages() {
    // when
    String next =
        call("GET /credential-policies?limit=10", "")
            .statusCode(200)
            .body("items", hasSize(10))
            .body("items[0].code", equalTo("AT_EMPOTP"))
            .extract()
            .path("continuationToken");

    // then
    call("GET /credential-policies?limit=10&continuationToken=" + next, "")
        .body("items", hasSize(4))
        .body("$", not(hasKey("continuationToken")));
  }

  private String policy(String name) {
    return call(
            "POST /access-policies",
            Map.of("name", name, "groups", List.of("staff"), "resources", List.of("Intranet")))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void refused(String route, String body, String beginning) {
    call(route, body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", startsWith(beginning));
  }

  private ValidatableResponse change(String id, String seen, Object body) {
    return send(as(admin).header("If-Match", seen), code, "PUT /access-policies/" + id, body);
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), code, route, body);
  }
}
