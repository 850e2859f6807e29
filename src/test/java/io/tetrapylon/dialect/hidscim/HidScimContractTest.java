package io.tetrapylon.dialect.hidscim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in the words of SCIM. */
@QuarkusTest
class HidScimContractTest extends DialectContract {
  private static HidTenant.Made tenant;
  private static HidTenant.Made other;
  private static long foreign;

  @Inject HidTenant tenants;

  @BeforeEach
  void twoTenants() {
    if (tenant == null) {
      tenant = tenants.made();
      other = tenants.made();
      var user = tenants.user(other, "jdoe");
      tenants.password(other, user);
      foreign = user.number();
    }
  }

  @Override
  protected String root() {
    return HidDialect.SCIM;
  }

  @Override
  protected Sample sample() {
    return Sample.json("POST", path("/Authenticator/.search"), "{\"filter\":\"owner.value eq 1\"}");
  }

  private static String path(String rest) {
    return HidDialect.SCIM + "/" + tenant.code() + "/v2" + rest;
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    return Map.of("Authorization", "Bearer " + tenant.token());
  }

  @Override
  protected String failureType() {
    return Scim.MEDIA_TYPE;
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var error = new JsonObject(body);
    assertEquals(
        "urn:ietf:params:scim:api:messages:2.0:Error", error.getJsonArray("schemas").getString(0));
    assertEquals(Integer.toString(status), error.getString("status"));
    assertTrue(error.getInteger("errorCode") > 1000 && !error.getString("detail").isBlank(), body);
  }

  /** The path of a search is that of an authenticator, too, but for its method. */
  @Override
  protected String wrongMethod() {
    return "PATCH";
  }

  @Override
  protected String allowed() {
    return "POST, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var user = Long.toString(foreign);
    var nobody = "1";
    return List.of(
        new Sample.Twins(
            Sample.of("GET", path("/Users").replace(tenant.code(), Sample.NAME)),
            other.code(),
            "NOBODY"),
        new Sample.Twins(Sample.of("GET", path("/Users/" + Sample.NAME)), user, nobody),
        new Sample.Twins(Sample.of("GET", path("/Device/" + Sample.NAME)), user, nobody),
        new Sample.Twins(
            Sample.of("GET", path("/Authenticator/" + Sample.NAME + ".AT_EMPPWD")), user, nobody),
        new Sample.Twins(
            Sample.json("PUT", path("/Authenticator/" + Sample.NAME + ".AT_EMPPWD"), "{}"),
            user,
            nobody),
        new Sample.Twins(
            Sample.json(
                "POST",
                path("/Authenticator/" + Sample.NAME + ".AT_EMPPWD"),
                "{\"urn:hid:scim:api:idp:2.0:Action\":{\"action\":\"RESET\"}}"),
            user,
            nobody),
        new Sample.Twins(
            Sample.json(
                "POST",
                path("/Authenticator"),
                "{\"owner\":{\"value\":\""
                    + Sample.NAME
                    + "\"},\"policy\":{\"value\":\"AT_CUSTOTP\"}}"),
            user,
            nobody));
  }
}
