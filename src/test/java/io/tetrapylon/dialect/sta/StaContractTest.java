package io.tetrapylon.dialect.sta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in STA's words. */
@QuarkusTest
class StaContractTest extends DialectContract {
  private static StaTenant.Known known;
  private static StaTenant.Known other;
  private static String ours;
  private static String theirs;

  @Inject StaTenant tenants;

  @BeforeEach
  void twoTenants() {
    if (known == null) {
      known = tenants.make();
      other = tenants.make();
      ours = imported(known, 1);
      theirs = imported(other, 2);
      tenants.activate(known.id());
    }
  }

  private static String imported(StaTenant.Known by, int number) {
    var body = Attested.authenticator(Attested.id(number, 32), "Key").encode();
    return StaCall.create(by, body).send().statusCode(200).extract().path("id");
  }

  @Override
  protected String root() {
    return StaDialect.ROOT;
  }

  @Override
  protected Sample sample() {
    return Sample.json(
        "PATCH",
        StaCall.of(known, "PATCH", ours).path(),
        "{\"state\":\"active\",\"metadata\":{\"friendlyName\":\"Key\"}}");
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    return Map.of("apikey", known.key());
  }

  @Override
  protected String failureType() {
    return "application/problem+json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var problem = new JsonObject(body);
    assertEquals(status, problem.getInteger("status"));
    assertFalse(problem.getString("title").isBlank());
    assertFalse(problem.getString("traceId") == null);
  }

  @Override
  protected String wrongMethod() {
    return "POST";
  }

  @Override
  protected String allowed() {
    return "GET, HEAD, PATCH, DELETE, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var one = StaCall.of(known, "GET", Sample.NAME);
    var nobody = StaCall.base64Url(UUID.randomUUID());
    var stranger = StaCall.base64Url(other.user());
    var change = "{\"state\":\"suspended\"}";
    return List.of(
        new Sample.Twins(Sample.of("GET", one.tenant(Sample.NAME).path()), other.code(), "NONE"),
        new Sample.Twins(get(StaCall.list(known).user(Sample.NAME)), stranger, nobody),
        new Sample.Twins(get(one), theirs, nobody),
        new Sample.Twins(Sample.of("DELETE", one.path()), theirs, nobody),
        new Sample.Twins(Sample.json("PATCH", one.path(), change), theirs, nobody),
        new Sample.Twins(
            Sample.of("DELETE", one.authenticator(ours).user(Sample.NAME).path()),
            stranger,
            nobody),
        new Sample.Twins(
            Sample.json("PATCH", one.authenticator(ours).user(Sample.NAME).path(), change),
            stranger,
            nobody),
        new Sample.Twins(
            Sample.json("POST", StaCall.list(known).user(Sample.NAME).path(), Attested.sample()),
            stranger,
            nobody));
  }

  private static Sample get(StaCall call) {
    return Sample.of("GET", call.path());
  }
}
