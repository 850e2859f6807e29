package io.tetrapylon.dialect.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in the words of the login API. */
@QuarkusTest
class LoginContractTest extends DialectContract {
  private static final String PATH = "/login/v1/resources/" + Phones.PLAIN + "/transactions";
  private static final String START =
      "{\"login\":\"jdoe\",\"type\":\"qrCode\",\"address\":\"10.0.0.1\"}";

  private static String token;
  private static String foreign;

  @Inject Fixture fixture;
  @Inject Phones phones;

  @BeforeEach
  void twoTenantsWithPhones() {
    if (token == null) {
      token = tokenOf(phones.tenant());
      var tokenOfAnother = tokenOf(phones.tenant());
      var started =
          send(
              Sample.json("POST", PATH, START),
              Map.of("Authorization", "Bearer " + tokenOfAnother));
      foreign = new JsonObject(started.body()).getString("id");
    }
  }

  private String tokenOf(Fixture.Tenant tenant) {
    phones.unlimited(tenant);
    phones.phone(tenant, fixture.user(tenant, "jdoe"));
    return FrontEnd.of(tenant).token();
  }

  @Override
  protected String root() {
    return LoginDialect.ROOT;
  }

  @Override
  protected Sample sample() {
    return Sample.json("POST", PATH, START);
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Override
  protected String failureType() {
    return "application/problem+json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var problem = new JsonObject(body);
    assertEquals(status, problem.getInteger("status"));
    assertEquals("about:blank", problem.getString("type"));
    assertTrue(problem.getString("code").matches("[a-z]+(-[a-z]+)*"), body);
  }

  @Override
  protected String allowed() {
    return "POST, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var poll = Sample.of("GET", PATH + "/" + Sample.NAME);
    var code = "{\"login\":\"jdoe\",\"code\":\"123456\"}";
    var unknown = UUID.randomUUID().toString();
    return List.of(
        new Sample.Twins(poll, foreign, unknown),
        new Sample.Twins(
            Sample.json("POST", PATH + "/" + Sample.NAME + "/code", code), foreign, unknown));
  }
}
