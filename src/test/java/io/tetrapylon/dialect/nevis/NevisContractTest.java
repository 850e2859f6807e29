package io.tetrapylon.dialect.nevis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes its callers, in nevisIDM's words. */
@QuarkusTest
class NevisContractTest extends DialectContract {
  private static final List<String> COLLECTIONS =
      List.of("fido-authenticators", "oath-credentials", "credentials", "dispatch-targets");

  private static NevisTenant.Known known;
  private static NevisTenant.Known other;

  @Inject NevisTenant tenants;

  @BeforeEach
  void twoClients() {
    if (known == null) {
      known = tenants.make();
      other = tenants.make();
      tenants.user(other.id(), "user-of-other");
      var theirs = NevisTenant.golden("uaf-create.json").put("extId", "cred-of-other");
      theirs.getJsonObject("dispatchTarget").put("extId", "target-of-other");
      known.post("/fido-authenticators", NevisTenant.golden("uaf-create.json")).statusCode(201);
      other.post("/fido-authenticators", theirs).statusCode(201);
      other
          .post(
              "/oath-credentials", new JsonObject().put("label", "x").put("extId", "oath-of-other"))
          .statusCode(201);
    }
  }

  @Override
  protected String root() {
    return "/nevisidm";
  }

  @Override
  protected Sample sample() {
    return Sample.json(
        "PATCH", known.path("/fido-authenticators/cred-123"), "{\"modificationComment\":\"x\"}");
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    return Map.of("Authorization", "Bearer " + known.token());
  }

  @Override
  protected String failureType() {
    return "application/json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var errors = new JsonObject(body).getJsonArray("errors");
    assertEquals(1, errors.size());
    assertTrue(errors.getJsonObject(0).getString("code").startsWith("errors."), body);
    assertFalse(errors.getJsonObject(0).getString("message").isBlank(), body);
  }

  @Override
  protected String wrongMethod() {
    return "PUT";
  }

  @Override
  protected String allowed() {
    return "GET, HEAD, PATCH, DELETE, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var twins = new ArrayList<Sample.Twins>();
    for (var collection : COLLECTIONS) {
      var list = known.on(Sample.NAME).path("/" + collection);
      twins.add(new Sample.Twins(Sample.of("GET", list), other.code(), "NONE"));
      twins.add(
          new Sample.Twins(
              Sample.of("GET", known.of(Sample.NAME).path("/" + collection)),
              "user-of-other",
              "nobody"));
      twins.addAll(objects(known.path("/" + collection + "/" + Sample.NAME), foreign(collection)));
    }
    for (var collection : COLLECTIONS.subList(0, 3)) {
      twins.add(
          new Sample.Twins(
              Sample.json("POST", known.of(Sample.NAME).path("/" + collection), "{}"),
              "user-of-other",
              "nobody"));
    }
    twins.add(
        new Sample.Twins(
            Sample.json(
                "POST",
                known.path("/fido-authenticators"),
                FidoUafTest.minimal().put("dispatchTargetExtId", Sample.NAME).encode()),
            "target-of-other",
            "none"));
    twins.add(
        new Sample.Twins(
            Sample.json(
                "PATCH",
                known.path("/fido-authenticators/cred-123"),
                new JsonObject().put("policyExtId", Sample.NAME).encode()),
            "policy-of-other",
            "none"));
    return twins;
  }

  private static List<Sample.Twins> objects(String path, String foreign) {
    return List.of(
        new Sample.Twins(Sample.of("GET", path), foreign, "none"),
        new Sample.Twins(Sample.of("DELETE", path), foreign, "none"),
        new Sample.Twins(Sample.json("PATCH", path, "{\"name\":\"x\"}"), foreign, "none"));
  }

  private static String foreign(String collection) {
    return switch (collection) {
      case "oath-credentials" -> "oath-of-other";
      case "dispatch-targets" -> "target-of-other";
      case "recovery-codes" -> "codes-of-other";
      default -> "cred-of-other";
    };
  }
}
