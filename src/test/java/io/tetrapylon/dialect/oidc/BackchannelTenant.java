package io.tetrapylon.dialect.oidc;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Answers;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.challenge.TestPhone;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant with a user, a phone and a client that is registered for CIBA. */
@ApplicationScoped
public class BackchannelTenant {
  static final String NOTIFICATION_TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

  private static final String REGISTERED = "https://client.example/told";

  private final Fixture fixture;
  private final Phones phones;
  private final PhoneChallenges challenges;
  private final Answers answers;

  BackchannelTenant(Fixture fixture, Phones phones, PhoneChallenges challenges, Answers answers) {
    this.fixture = fixture;
    this.phones = phones;
    this.challenges = challenges;
    this.answers = answers;
  }

  /** What a test works with. */
  record World(Fixture.Tenant tenant, UUID user, TestPhone phone, @Nullable String told) {
    String path(String endpoint) {
      return "/idp/" + tenant.code() + "/authn/" + endpoint;
    }

    String issuer() {
      return "http://localhost:8080/idp/" + tenant.code();
    }

    String client() {
      return tenant.accessId();
    }
  }

  World world(String mode, @Nullable String endpoint) {
    var tenant = phones.tenant();
    phones.unlimited(tenant);
    var user = fixture.user(tenant, "jdoe");
    var world = new World(tenant, user, phones.phone(tenant, user), endpoint);
    register(world, mode, endpoint == null ? null : REGISTERED, null);
    return world;
  }

  void register(World world, String mode, @Nullable String endpoint, @Nullable String requestKey) {
    fixture.sql(
        """
        INSERT INTO backchannel_client
        SELECT $1, id, $3, $4, $5, now(), 0 FROM api_client WHERE tenant_id = $1 AND access_id = $2
        ON CONFLICT (tenant_id, client_id) DO UPDATE SET mode = $3, endpoint = $4, request_key = $5""",
        Tuple.of(world.tenant().id(), world.client(), mode, endpoint, requestKey));
  }

  static RequestSpecification as(String accessId) {
    return RestAssured.given()
        .auth()
        .preemptive()
        .basic(accessId, "secret-" + accessId)
        .contentType("application/x-www-form-urlencoded; charset=UTF-8");
  }

  /** The parameters of a good request. */
  static Map<String, String> asking() {
    return new HashMap<>(
        Map.of(
            "scope", "openid",
            "login_hint", "jdoe",
            "client_notification_token", NOTIFICATION_TOKEN));
  }

  Response ask(World world, Map<String, String> parameters) {
    if (world.told() != null) {
      tell(world, REGISTERED);
    }
    var answer = as(world.client()).formParams(parameters).post(world.path("bcauthorize"));
    if (world.told() != null) {
      tell(world, world.told());
    }
    return answer;
  }

  /** Nobody may register such an endpoint; the courier of a test goes there. */
  private void tell(World world, String endpoint) {
    fixture.sql(
        "UPDATE backchannel_client SET endpoint = $2 WHERE tenant_id = $1 AND mode <> 'POLL'",
        Tuple.of(world.tenant().id(), endpoint));
  }

  JsonObject asked(World world) {
    var answer = ask(world, asking());
    answer.then().statusCode(200);
    return new JsonObject(answer.asString());
  }

  Response poll(World world, String name) {
    return as(world.client())
        .formParam("grant_type", "urn:openid:params:grant-type:ciba")
        .formParam("auth_req_id", name)
        .post(world.path("token"));
  }

  static UUID challenge(JsonObject asked) {
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(asked.getString("auth_req_id")));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  String text(World world, JsonObject asked) {
    return challenges
        .one(world.tenant().id(), world.phone().device(), challenge(asked))
        .await()
        .indefinitely()
        .text();
  }

  void answer(World world, JsonObject asked, String decision) {
    var claims = world.phone().answer(text(world, asked), decision);
    if (decision.equals("approve") && asked.containsKey("number_match")) {
      claims.put("digits", asked.getString("number_match"));
    }
    answers
        .answer(
            new Answers.Given(
                world.tenant().id(),
                world.phone().device(),
                challenge(asked),
                world.phone().signed(claims),
                "test"))
        .await()
        .indefinitely();
  }

  /** Lets the client's interval pass. */
  void wait(World world, JsonObject asked) {
    fixture.sql(
        "UPDATE backchannel SET polled_at = polled_at - interval '1 hour' WHERE tenant_id = $1 AND challenge_id = $2",
        Tuple.of(world.tenant().id(), challenge(asked)));
  }

  void age(World world, JsonObject asked, int seconds) {
    phones.age(world.tenant(), challenge(asked).toString(), seconds);
  }

  static JsonObject claims(String jwt) {
    return TestPhone.claims(jwt);
  }
}
