package io.tetrapylon.dialect.management;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.TestIssuer;
import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with tokens of an issuer that the tenant trusts, and with what pretends to be one. */
@QuarkusTest
class TrustedCallersTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;
  @Inject MeterRegistry metrics;

  PublishingServer server;
  UUID tenant;
  String code;
  String admin;
  String path;
  TestIssuer issuer;

  @BeforeEach
  void aTenantThatMayCallThisMachine() {
    server = new PublishingServer();
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    allow("127.0.0.1");
    path = "/realms/" + tenant;
    issuer = new TestIssuer(server.url(path), "https://mfa.example/", Algorithm.RS256);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aTokenOfATrustedIssuerIsItsClient(Algorithm algorithm) {
    issuer = new TestIssuer(server.url(path), "https://mfa.example/", algorithm);
    published();
    trusted();

    users(token()).statusCode(200);

    as(token()).get("/management/v1/tenants/" + code + "/groups").then().statusCode(200);
  }

  @Test
  void whatAClientMayNotDoNoClaimAllows() {
    published();
    trusted();
    var greedy =
        issuer.token(
            Instant.now(),
            claims -> {
              claims.setStringClaim("scope", "AccessControl.UserModify *");
              claims.setStringListClaim("groups", "*");
              claims.setStringListClaim("roles", Permission.ALL, Permission.USER_MODIFY);
            });

    users(greedy).statusCode(200);
    ManagedTenant.send(as(greedy), code, "POST /users", Map.of("username", "jdoe"))
        .statusCode(403)
        .body("code", equalTo("permission-missing"));
    ManagedTenant.send(as(greedy), code, "GET /audit-events", "").statusCode(403);
  }

  @Test
  void anotherTenantIsNotThere() {
    published();
    trusted();
    var other = managed.code(tenants.tenant());

    ManagedTenant.send(as(token()), other, "GET /users", "").statusCode(404);
  }

  @Test
  void forgeriesAreRefused() {
    published();
    trusted();
    var parts = token().split("\\.");
    var claims = issuer.claims(Instant.now(), c -> {});
    var own = TestIssuer.generate(Algorithm.RS256);
    var type = Map.<String, Object>of("typ", "at+jwt");

    // no algorithm, and the public key as a secret
    refused(TestIssuer.part("{\"alg\":\"none\",\"kid\":\"key-1\"}") + "." + parts[1] + ".");
    refused(
        TestIssuer.sign(
            claims, type, "HS256", new HmacKey(issuer.key().getPublicKey().getEncoded())));
    // a key that comes with the token
    refused(
        TestIssuer.sign(
            claims,
            Map.of("typ", "at+jwt", "jwk", TestIssuer.published(own, "key-1").getMap()),
            "RS256",
            own.getPrivateKey()));
    refused(
        TestIssuer.sign(
            claims,
            Map.of("typ", "at+jwt", "jku", server.url("/evil"), "x5u", server.url("/evil")),
            "RS256",
            own.getPrivateKey()));
    assertEquals(0, server.visits("/evil"));
    // altered
    refused(parts[0] + "." + altered() + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + "." + "x".repeat(342));
    // for somebody else, by somebody else, too late, too soon, too long
    refused(with(c -> c.setAudience("https://other.example/")));
    refused(with(c -> c.setIssuer(server.url("/realms/other"))));
    refused(with(c -> c.setExpirationTimeMinutesInTheFuture(-2)));
    refused(with(c -> c.setNotBefore(TestIssuer.date(Instant.now().plusSeconds(120)))));
    refused(with(c -> c.setExpirationTimeMinutesInTheFuture(61)));
    // something else than an access token
    refused(
        issuer.sign(
            issuer.claims(Instant.now(), c -> c.setClaim("nonce", "n")), Map.of("typ", "JWT")));
    refused(issuer.sign(claims, Map.of("typ", "logout+jwt")));
    // somebody whom nobody knows
    refused(with(c -> c.setStringClaim("azp", "stranger")));
    // the gateway's own name
    refused(with(c -> c.setIssuer("http://localhost:8080/idp/" + code)));

    users(token()).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "{\"iss\":null}", "{\"iss\":\"\\u0000\"}", "x"})
  void whatIsNoTokenIsRefusedAndNoFault(String json) {
    refused(TestIssuer.part(json) + "." + TestIssuer.part("{}") + ".c2ln");
    refused(TestIssuer.part("{}") + "." + TestIssuer.part(json) + ".c2ln");
    refused(TestIssuer.part(json) + "." + TestIssuer.part(json) + ".");
  }

  @Test
  void aSignatureIsVerifiedOnceHoweverOftenTheTokenComes() {
    published();
    trusted();
    var token = token();
    users(admin).statusCode(200);
    double before = signatures();

    for (int i = 0; i < 10; i++) {
      users(token).statusCode(200);
    }

    assertEquals(1.0, signatures() - before);
    assertEquals(1, server.visits(path + "/keys"));
  }

  @Test
  void aDisabledClientIsRefused() {
    published();
    trusted();
    tenants.sql(
        "UPDATE api_client SET enabled = false WHERE tenant_id = $1 AND external_subject = 'shop' RETURNING id",
        tenant);

    refused(token());
  }

  @Test
  void aHostThatTheTenantDoesNotAllowIsNotCalled() {
    published();
    trusted();
    allow("elsewhere.example");

    unavailable("host not allowed");
    assertEquals(0, server.visits(path + "/.well-known/openid-configuration"));
  }

  @Test
  void aConfigurationOfAnotherIssuerIsNotBelieved() {
    published();
    server.publish(
        path + "/.well-known/openid-configuration",
        issuer.configuration().put("issuer", issuer.url() + "/").encode());
    trusted();

    unavailable("configuration of another issuer");
    assertEquals(0, server.visits(path + "/keys"));
  }

  @Test
  void aConfigurationDoesNotLeadElsewhere() {
    published();
    server.publish(
        path + "/.well-known/openid-configuration",
        issuer.configuration().put("jwks_uri", "http://169.254.169.254/keys").encode());
    trusted();

    unavailable("host not allowed");
  }

  @Test
  void keysThatCannotBeReadAreNone() {
    published();
    trusted();
    server.publish(path + "/keys", " ".repeat(1024 * 1024) + issuer.keys().encode());
    unavailable("answer too long");
  }

  @Test
  void brokenKeysAreNone() {
    published();
    trusted();
    server.publish(path + "/keys", "{\"keys\": [");
    unavailable("no set of at most 100 keys");
  }

  @Test
  void aRedirectIsNotFollowed() {
    published();
    trusted();
    server.publish("/moved", issuer.keys().encode());
    server.at(
        path + "/keys",
        request ->
            request
                .response()
                .setStatusCode(302)
                .putHeader("Location", server.url("/moved"))
                .end());
    unavailable("answered 302");
    assertEquals(0, server.visits("/moved"));
  }

  @Test
  void anotherDialectSaysInItsOwnWordsThatTheIssuerIsSilent() {
    trusted();

    given()
        .header("Authorization", "Bearer " + token())
        .contentType("application/json")
        .body("{}")
        .post("/rest/authpoint/authentication/v1/accounts/" + code + "/resources/1/password")
        .then()
        .statusCode(503)
        .body("detail", equalTo("201005003"));
    given()
        .header("Authorization", "Bearer " + token())
        .get("/scim/" + code + "/v2/Users/1")
        .then()
        .statusCode(503);
  }

  @Test
  void theProbeNamesTheKeys() {
    published();
    var id = trusted();

    ManagedTenant.send(as(admin), code, "POST /trusted-issuers/" + id + "/test", Map.of())
        .statusCode(200)
        .body("usable", equalTo(true))
        .body("keys", contains(TestIssuer.KID));

    server.publish(path + "/keys", "{\"keys\":[]}");
    ManagedTenant.send(as(admin), code, "POST /trusted-issuers/" + id + "/test", Map.of())
        .statusCode(200)
        .body("usable", equalTo(false))
        .body("detail", containsString("no key"));
  }

  /** 503 for the caller, and the reason for the operator. */
  private void unavailable(String why) {
    users(token()).statusCode(503).body("code", equalTo("issuer-unavailable"));
    String id = as(admin).get(issuers()).then().extract().path("items[0].id");
    ManagedTenant.send(as(admin), code, "POST /trusted-issuers/" + id + "/test", Map.of())
        .statusCode(200)
        .body("usable", equalTo(false))
        .body("detail", containsString(why));
  }

  private void published() {
    server.publish(path + "/.well-known/openid-configuration", issuer.configuration().encode());
    server.publish(path + "/keys", issuer.keys().encode());
  }

  /** Trusts the issuer, and makes a client that it calls "shop". */
  private String trusted() {
    String id =
        ManagedTenant.send(
                as(admin),
                code,
                "POST /trusted-issuers",
                Map.of(
                    "issuer", issuer.url(),
                    "audience", issuer.audience(),
                    "algorithm", issuer.alg()))
            .statusCode(201)
            .extract()
            .path("id");
    ManagedTenant.send(
            as(admin),
            code,
            "POST /api-clients",
            Map.of(
                "accessId",
                "shop-" + tenant,
                "access",
                "read-write",
                "permissions",
                List.of(Permission.USER_VIEW),
                "external",
                Map.of("issuer", id, "subject", TestIssuer.CLIENT)))
        .statusCode(201);
    return id;
  }

  private void allow(String host) {
    tenants.sql(
        "UPDATE tenant SET allowed_hosts = ARRAY[$2::text] WHERE id = $1 RETURNING id",
        tenant,
        host);
  }

  private String issuers() {
    return "/management/v1/tenants/" + code + "/trusted-issuers";
  }

  private String token() {
    return issuer.token(Instant.now());
  }

  private String with(Consumer<JwtClaims> change) {
    return issuer.token(Instant.now(), change);
  }

  private String altered() {
    var claims = issuer.claims(Instant.now(), c -> c.setStringClaim("azp", "root"));
    return TestIssuer.part(new JsonObject(claims.toJson()).encode());
  }

  private void refused(String token) {
    users(token).statusCode(401).body("code", equalTo("token-invalid"));
  }

  private ValidatableResponse users(String token) {
    return ManagedTenant.send(as(token), code, "GET /users", "");
  }

  private static io.restassured.specification.RequestSpecification as(String token) {
    return ManagedTenant.as(token);
  }

  private double signatures() {
    return metrics.counter("tetrapylon.tokens.signatures").count();
  }
}
