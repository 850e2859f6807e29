package io.tetrapylon.dialect.authpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tetrapylon.authentication.Fixture;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenEndpointTest {
  private static final String FORM = "grant_type=client_credentials&scope=api-access";

  @Inject Fixture fixture;
  @Inject MeterRegistry metrics;

  Fixture.Tenant tenant;

  @BeforeEach
  void aTenant() {
    tenant = fixture.tenant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/token", "/oauth/token/"})
  void anAccessIdAndItsPasswordGetAToken(String path) {
    ask(path, tenant.accessId(), "secret-" + tenant.accessId(), FORM)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("access_token", notNullValue())
        .body("token_type", equalTo("Bearer"))
        .body("expires_in", equalTo(3600))
        .body("scope", equalTo("api-access"));
  }

  @Test
  void badCredentialsAreABadRequestWithTheNamesOfBothApis() {
    String wrong = ask("/oauth/token", tenant.accessId(), "wrong", FORM).asString();

    ask("/oauth/token", tenant.accessId(), "wrong", FORM)
        .then()
        .statusCode(400)
        .body("Message", notNullValue())
        .body("error", equalTo("invalid_client"))
        .body("error_description", notNullValue());
    assertEquals(wrong, ask("/oauth/token", "nobody", "wrong", FORM).asString());
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=password, unsupported_grant_type",
    "scope=api-access, invalid_request",
    "grant_type=client_credentials&scope=everything, invalid_scope",
    "grant_type=client_credentials&audience=ACC-0000000, invalid_request"
  })
  void whatIsNotOfferedIsRefused(String form, String error) {
    ask("/oauth/token", tenant.accessId(), "secret-" + tenant.accessId(), form)
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @Test
  void aDisabledClientGetsNoTokenAndItsTokensEndWithinSeconds() {
    fixture.sql(
        "UPDATE api_client SET enabled = false WHERE tenant_id = $1", Tuple.of(tenant.id()));

    ask("/oauth/token", tenant.accessId(), "secret-" + tenant.accessId(), FORM)
        .then()
        .statusCode(400);
  }

  @Test
  void aSignatureIsVerifiedOnceHoweverOftenTheTokenComes() {
    fixture.hotp(tenant, fixture.user(tenant, "jdoe"));
    var frontEnd = FrontEnd.of(tenant);
    double before = signatures();

    for (int i = 0; i < 10; i++) {
      frontEnd.post(2, "authenticationpolicy", Map.of("login", "jdoe")).then().statusCode(200);
    }

    assertEquals(1.0, signatures() - before);
  }

  @Test
  void aTokenEndsWithTheKeyThatSignedIt() {
    var frontEnd = FrontEnd.of(tenant);
    frontEnd.post(2, "authenticationpolicy", Map.of("login", "x")).then().statusCode(404);
    fixture.retireSigningKeys(tenant);

    frontEnd.post(2, "authenticationpolicy", Map.of("login", "x")).then().statusCode(401);
  }

  private double signatures() {
    return metrics.counter("tetrapylon.tokens.signatures").count();
  }

  private static Response ask(String path, String accessId, String password, String form) {
    return given()
        .auth()
        .preemptive()
        .basic(accessId, password)
        .contentType("application/x-www-form-urlencoded")
        .body(form)
        .post(path);
  }
}
