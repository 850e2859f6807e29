package io.tetrapylon.dialect.management;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations for OpenID CIBA as an operator's tool sees them. */
@QuarkusTest
class BackchannelApiTest {
  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  String code;
  String admin;
  String client;

  @BeforeEach
  void aTenantWithAClient() {
    UUID tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
    client =
        ManagedTenant.send(
                ManagedTenant.as(admin),
                code,
                "POST /api-clients",
                Map.of(
                    "accessId", "shop-" + tenant, "access", "read-write", "permissions", Set.of()))
            .statusCode(201)
            .extract()
            .path("id");
  }

  @Test
  void aRegistrationReadsBackAndEnds() throws JoseException {
    call("GET", "").statusCode(404);
    var key =
        new JsonObject(
            EcJwkGenerator.generateJwk(EllipticCurves.P256)
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));

    call(
            "PUT",
            Map.of(
                "delivery", "ping",
                "endpoint", "https://shop.example/ciba",
                "requestKey", key.getMap()))
        .statusCode(200)
        .header("ETag", equalTo("\"0\""));

    call("GET", "")
        .statusCode(200)
        .body("delivery", equalTo("ping"))
        .body("endpoint", equalTo("https://shop.example/ciba"))
        .body("requestKey.x", equalTo(key.getString("x")))
        .body("requestKey.alg", equalTo("ES256"));
    call("PUT", Map.of("delivery", "poll")).statusCode(200).body("endpoint", nullValue());
    call("DELETE", "").statusCode(204);
    call("DELETE", "").statusCode(404);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    call("PUT", Map.of("delivery", "pigeon"))
        .statusCode(400)
        .body("detail", startsWith("delivery"));
    call("PUT", Map.of("delivery", "ping")).statusCode(400).body("detail", startsWith("endpoint"));
    for (var endpoint :
        new String[] {
          "http://a.example/", "https://u:p@a.example/", "ftp://a", "https:///", "::"
        }) {
      call("PUT", Map.of("delivery", "push", "endpoint", endpoint))
          .statusCode(400)
          .body("detail", startsWith("endpoint"));
    }
    call("PUT", Map.of("delivery", "poll", "requestKey", Map.of("kty", "oct", "k", "AAAA")))
        .statusCode(400)
        .body("detail", startsWith("requestKey"));
  }

  @Test
  void whoMayDoLessThanTheClientDoesNotRegisterIt() {
    var mighty = tenants.tenant();
    var other = managed.token(mighty, Set.of(Permission.ALL), null);
    ManagedTenant.send(ManagedTenant.as(other), code, route("PUT"), Map.of("delivery", "poll"))
        .statusCode(404);
    ManagedTenant.send(
            ManagedTenant.as(other), managed.code(mighty), route("PUT"), Map.of("delivery", "poll"))
        .statusCode(404);
  }

  private String route(String method) {
    return method + " /api-clients/" + client + "/backchannel";
  }

  private ValidatableResponse call(String method, Object body) {
    return ManagedTenant.send(ManagedTenant.as(admin), code, route(method), body);
  }
}
