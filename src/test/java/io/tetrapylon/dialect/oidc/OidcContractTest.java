package io.tetrapylon.dialect.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider keeps what every dialect promises; its bodies are forms. */
@QuarkusTest
class OidcContractTest extends DialectContract {
  @Inject Fixture fixture;
  @Inject BackchannelTenant backchannel;

  Fixture.Tenant tenant;
  Fixture.Tenant other;

  @BeforeEach
  void twoTenants() {
    tenant = fixture.tenant();
    other = fixture.tenant();
  }

  @Override
  protected String root() {
    return "/idp";
  }

  @Override
  protected Sample sample() {
    return form("/idp/" + tenant.code() + "/authn/token", "grant_type=client_credentials");
  }

  private static Sample form(String path, String body) {
    return Sample.of("POST", path)
        .withMediaType("application/x-www-form-urlencoded")
        .withBody(body.getBytes(UTF_8));
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    var pair = tenant.accessId() + ":secret-" + tenant.accessId();
    return Map.of(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  @Override
  protected String failureType() {
    return "application/json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var told = new JsonObject(body);
    assertEquals(Set.of("error", "error_description"), told.fieldNames());
    assertTrue(told.getString("error").matches("[a-z_]+"), body);
  }

  @Override
  protected String allowed() {
    return "POST, OPTIONS";
  }

  @Override
  protected List<Sample.Twins> twins() {
    var world = backchannel.world("POLL", null);
    var foreign = backchannel.asked(world).getString("auth_req_id");
    var unknown = "A".repeat(foreign.length());
    var poll = "grant_type=urn:openid:params:grant-type:ciba&auth_req_id=" + Sample.NAME;
    var client = "grant_type=client_credentials";
    return List.of(
        new Sample.Twins(
            form("/idp/" + Sample.NAME + "/authn/token", client), other.code(), "T-nobody"),
        new Sample.Twins(sample().withBody(poll.getBytes(UTF_8)), foreign, unknown));
  }

  @Test
  void whatCanBeReadHasAHead() {
    var path = "/idp/" + tenant.code() + "/jwks.json";

    var head = send(Sample.of("HEAD", path), Map.of());

    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertTrue(head.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
  }
}
