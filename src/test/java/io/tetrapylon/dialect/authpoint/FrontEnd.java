package io.tetrapylon.dialect.authpoint;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.authentication.Fixture;
import java.util.Map;

/** A login front end written for AuthPoint. */
public final class FrontEnd {
  private final Fixture.Tenant tenant;
  private final String token;

  private FrontEnd(Fixture.Tenant tenant, String token) {
    this.tenant = tenant;
    this.token = token;
  }

  public static FrontEnd of(Fixture.Tenant tenant) {
    return new FrontEnd(tenant, token(tenant.accessId()));
  }

  public static FrontEnd readOnly(Fixture.Tenant tenant) {
    return new FrontEnd(tenant, token(tenant.readOnlyAccessId()));
  }

  private static String token(String accessId) {
    return given()
        .auth()
        .preemptive()
        .basic(accessId, "secret-" + accessId)
        .contentType("application/x-www-form-urlencoded")
        .body("grant_type=client_credentials&scope=api-access")
        .post("/oauth/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  public String token() {
    return token;
  }

  public RequestSpecification request() {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("WatchGuard-API-Key", tenant.apiKey())
        .contentType(ContentType.JSON);
  }

  public String path(long resource, String operation) {
    return "/rest/authpoint/authentication/v1/accounts/"
        + tenant.code()
        + "/resources/"
        + resource
        + "/"
        + operation;
  }

  public Response post(long resource, String operation, Map<String, ?> body) {
    return request().body(body).post(path(resource, operation));
  }

  public Response otp(long resource, String login, String code) {
    return post(resource, "otp", Map.of("login", login, "otp", code));
  }
}
