package io.tetrapylon.dialect.management;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Role;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted issuers as an operator's tool sees them. */
@QuarkusTest
class TrustedIssuersApiTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  UUID tenant;
  String code;
  String admin;
  String issuer;

  @BeforeEach
  void aTenant() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    issuer = "https://idp.example/" + tenant;
  }

  private Map<String, Object> body() {
    return new HashMap<>(Map.of("issuer", issuer, "audience", "gateway", "algorithm", "ES256"));
  }

  @Test
  void anIssuerIsTrustedChangedAndTrustedNoMore() {
    // made, with what is usual
    String id =
        call("POST /trusted-issuers", body())
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("issuer", equalTo(issuer))
            .body("audience", equalTo("gateway"))
            .body("algorithm", equalTo("ES256"))
            .body("jwksUrl", nullValue())
            .body("clientClaim", nullValue())
            .body("clockSkewSeconds", equalTo(30))
            .body("longestLifetimeSeconds", equalTo(3600))
            .extract()
            .path("id");

    // changed, by who saw it
    var change =
        Map.of(
            "audience", "other",
            "algorithm", "EdDSA",
            "jwksUrl", "https://keys.example/a?b",
            "clientClaim", "sub",
            "clockSkewSeconds", 0,
            "longestLifetimeSeconds", 86400);
    put(id, "\"0\"", change)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("issuer", equalTo(issuer))
        .body("algorithm", equalTo("EdDSA"))
        .body("clientClaim", equalTo("sub"));
    put(id, "\"0\"", change).statusCode(412);
    call("GET /trusted-issuers/" + id, "").statusCode(200).body("jwksUrl", notNullValue());

    // removed
    delete(id, "\"0\"").statusCode(412);
    delete(id, "\"1\"").statusCode(204);
    call("GET /trusted-issuers/" + id, "").statusCode(404);

    // told
    call("GET /audit-events?limit=3", "")
        .body(
            "items.action",
            contains("trusted-issuer.delete", "trusted-issuer.update", "trusted-issuer.create"));
  }

  @Test
  void issuersAreListedPageByPage() {
    for (var audience : new String[] {"a", "b", "c"}) {
      var one = body();
      one.put("audience", audience);
      call("POST /trusted-issuers", one).statusCode(201);
    }

    String next =
        call("GET /trusted-issuers?limit=2", "")
            .statusCode(200)
            .body("items.audience", contains("a", "b"))
            .extract()
            .path("continuationToken");
    call("GET /trusted-issuers?limit=2&continuationToken=" + next, "")
        .body("items.audience", contains("c"))
        .body("continuationToken", nullValue());
  }

  @Test
  void oneIssuerAndAudienceAreOneTenants() {
    call("POST /trusted-issuers", body()).statusCode(201);
    call("POST /trusted-issuers", body()).statusCode(409);

    var other = tenants.tenant();
    ManagedTenant.send(
            ManagedTenant.as(managed.token(other, Set.of(Permission.ALL), null)),
            managed.code(other),
            "POST /trusted-issuers",
            body())
        .statusCode(409);
  }

  @ParameterizedTest
  @CsvSource({
    "algorithm, none",
    "algorithm, HS256",
    "algorithm, RS512",
    "algorithm, es256",
    "audience, ''",
    "clientClaim, ''",
    "jwksUrl, http://keys.example/",
    "jwksUrl, https://u:p@keys.example/",
    "jwksUrl, ftp://keys.example/",
    "jwksUrl, https://keys.example/#a",
    "jwksUrl, '::'",
    "issuer, http://idp.example/",
    "issuer, https://idp.example/?a",
    "issuer, https://idp.example/#a",
    "issuer, https:///",
    "issuer, HTTPS://idp.example/",
    "issuer, idp",
    "issuer, http://localhost:8080/idp/OTHER"
  })
  void whatCannotBeIsRefusedByName(String member, String value) {
    var wrong = body();
    wrong.put(member, value);

    call("POST /trusted-issuers", wrong).statusCode(400).body("detail", startsWith(member + ": "));
  }

  @ParameterizedTest
  @CsvSource({
    "clockSkewSeconds, -1",
    "clockSkewSeconds, 61",
    "longestLifetimeSeconds, 59",
    "longestLifetimeSeconds, 86401"
  })
  void timesHaveTheirLimits(String member, int value) {
    var wrong = body();
    wrong.put(member, value);

    call("POST /trusted-issuers", wrong).statusCode(400).body("detail", startsWith(member + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "audience", "algorithm"})
  void whatHasNoUsualValueIsGiven(String member) {
    var wrong = body();
    wrong.remove(member);

    call("POST /trusted-issuers", wrong).statusCode(400).body("detail", startsWith(member + ": "));
  }

  @Test
  void whoMayNotDoEverythingDecidesNobodysTrust() {
    // given: the keys of an issuer are the power of every client that it names
    var almost = new HashSet<>(Role.TENANT_ADMIN.permissions());
    almost.remove(Permission.CREDENTIAL_EXPORT);
    var most = managed.token(tenant, almost, null);
    var group = tenants.group(tenant, "staff");
    var some = managed.token(tenant, Set.of(Permission.ALL), Set.of(group));
    String id = call("POST /trusted-issuers", body()).statusCode(201).extract().path("id");

    // then
    for (var token : new String[] {most, some}) {
      ManagedTenant.send(ManagedTenant.as(token), code, "POST /trusted-issuers", body())
          .statusCode(403);
      ManagedTenant.send(
              ManagedTenant.as(token).header("If-Match", "\"0\""),
              code,
              "PUT /trusted-issuers/" + id,
              Map.of("audience", "x", "algorithm", "RS256"))
          .statusCode(403);
      ManagedTenant.send(
              ManagedTenant.as(token).header("If-Match", "\"0\""),
              code,
              "DELETE /trusted-issuers/" + id,
              "")
          .statusCode(403);
      ManagedTenant.send(ManagedTenant.as(token), code, "GET /trusted-issuers", "")
          .statusCode(200)
          .body("items", hasSize(1));
    }
  }

  @Test
  void aClientBearsTheNameThatAnIssuerHasForIt() {
    String id = call("POST /trusted-issuers", body()).statusCode(201).extract().path("id");

    String client =
        call("POST /api-clients", client("one", Map.of("issuer", id, "subject", "shop")))
            .statusCode(201)
            .body("external.issuer", equalTo(id))
            .body("external.subject", equalTo("shop"))
            .extract()
            .path("id");
    call("POST /api-clients", client("two", Map.of("issuer", id, "subject", "shop")))
        .statusCode(409);
    call(
            "POST /api-clients",
            client("three", Map.of("issuer", UUID.randomUUID(), "subject", "shop")))
        .statusCode(409);
    call("POST /api-clients", client("four", Map.of("subject", "shop")))
        .statusCode(400)
        .body("detail", startsWith("external.issuer: "));
    call("POST /api-clients", client("five", Map.of("issuer", id)))
        .statusCode(400)
        .body("detail", startsWith("external.subject: "));

    delete(id, "\"0\"").statusCode(204);
    call("GET /api-clients/" + client, "")
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("external", nullValue());
  }

  @Test
  void anIssuerOfAnotherTenantNamesNobodyHere() {
    var other = tenants.tenant();
    String theirs =
        ManagedTenant.send(
                ManagedTenant.as(managed.token(other, Set.of(Permission.ALL), null)),
                managed.code(other),
                "POST /trusted-issuers",
                body())
            .statusCode(201)
            .extract()
            .path("id");

    call("POST /api-clients", client("one", Map.of("issuer", theirs, "subject", "shop")))
        .statusCode(409);
    call("GET /trusted-issuers/" + theirs, "").statusCode(404);
    delete(theirs, "\"0\"").statusCode(404);
    call("POST /trusted-issuers/" + theirs + "/test", "{}").statusCode(404);
  }

  private Map<String, Object> client(String name, Map<String, Object> external) {
    return Map.of(
        "accessId",
        name + "-" + tenant,
        "access",
        "read-write",
        "permissions",
        Set.of(),
        "external",
        external);
  }

  private ValidatableResponse call(String route, Object body) {
    return ManagedTenant.send(ManagedTenant.as(admin), code, route, body);
  }

  private ValidatableResponse put(String id, String etag, Object body) {
    return ManagedTenant.send(
        ManagedTenant.as(admin).header("If-Match", etag), code, "PUT /trusted-issuers/" + id, body);
  }

  private ValidatableResponse delete(String id, String etag) {
    return ManagedTenant.send(
        ManagedTenant.as(admin).header("If-Match", etag),
        code,
        "DELETE /trusted-issuers/" + id,
        "");
  }
}
