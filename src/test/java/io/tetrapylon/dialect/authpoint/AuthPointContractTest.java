package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in AuthPoint's words. */
@QuarkusTest
class AuthPointContractTest extends DialectContract {
  private static Fixture.Tenant tenant;
  private static Fixture.Tenant other;
  private static FrontEnd frontEnd;

  @Inject Fixture fixture;

  @BeforeEach
  void twoTenants() {
    if (tenant == null) {
      tenant = fixture.tenant();
      other = fixture.tenant();
      frontEnd = FrontEnd.of(tenant);
      fixture.user(tenant, "jdoe");
      fixture.user(other, "stranger");
    }
  }

  @Override
  protected String root() {
    return AuthPointDialect.ROOT;
  }

  @Override
  protected Sample sample() {
    return Sample.json(
        "POST",
        frontEnd.path(2, "authenticationpolicy"),
        "{\"login\":\"jdoe\",\"originIpAddress\":\"10.0.0.1\"}");
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    return Map.of(
        "Authorization", "Bearer " + frontEnd.token(), "WatchGuard-API-Key", tenant.apiKey());
  }

  @Override
  protected String failureType() {
    return "application/json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var problem = new JsonObject(body);
    assertEquals(status, problem.getInteger("status"));
    assertTrue(problem.getString("detail").matches("201\\d{6}"), body);
    assertTrue(problem.getString("title").startsWith("[Authentication] "), body);
    assertEquals(problem.getString("type"), problem.getString("instance"));
  }

  @Override
  protected String allowed() {
    return "POST, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var otp = frontEnd.path(2, "otp");
    var account = Sample.json("POST", otp.replace(tenant.code(), Sample.NAME), "{}");
    var login = Sample.json("POST", otp, "{\"login\":\"" + Sample.NAME + "\",\"otp\":\"123456\"}");
    return List.of(
        new Sample.Twins(account, other.code(), "ACC-0000000"),
        new Sample.Twins(login, "stranger", "nobody"));
  }
}
