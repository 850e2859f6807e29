package io.tetrapylon.dialect.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in the words of the operator's API. */
@QuarkusTest
class ManagementContractTest extends DialectContract {
  private static String code;
  private static String token;
  private static String otherCode;
  private static String otherUser;

  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  @BeforeEach
  void twoTenants() {
    if (token == null) {
      var tenant = tenants.tenant();
      var other = tenants.tenant();
      code = managed.code(tenant);
      otherCode = managed.code(other);
      otherUser = tenants.user(other).toString();
      token = managed.token(tenant, Set.of(Permission.ALL), null);
    }
  }

  @Override
  protected String root() {
    return ManagementDialect.ROOT;
  }

  @Override
  protected Sample sample() {
    return Sample.json(
        "PUT",
        path("/push-rules"),
        "{\"lifetimeSeconds\":60,\"minuteLimit\":10,\"windowSeconds\":600}");
  }

  private static String path(String rest) {
    return ManagementDialect.ROOT + "/tenants/" + code + rest;
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
    assertTrue(problem.getString("code").matches("[a-z]+(-[a-z]+)*"), body);
  }

  @Override
  protected String allowed() {
    return "GET, HEAD, PUT, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var unknown = UUID.randomUUID().toString();
    var tenant = Sample.of("GET", path("/users").replace(code, Sample.NAME));
    var user = Sample.of("GET", path("/users/" + Sample.NAME));
    return List.of(
        new Sample.Twins(tenant, otherCode, "NOBODY"),
        new Sample.Twins(user, otherUser, unknown),
        new Sample.Twins(user.withPath(user.path() + "/credentials"), otherUser, unknown));
  }
}
