package io.tetrapylon.dialect.login;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Answers;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.challenge.TestPhone;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes with everything that the vendors' APIs have no words for. */
@QuarkusTest
class LoginTransactionsTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;

  Fixture.Tenant tenant;
  TestPhone phone;
  String token;
  final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    phone = phones.phone(tenant, fixture.user(tenant, "jdoe"));
    token = FrontEnd.of(tenant).token();
  }

  @Test
  void digitsAreAlwaysShownAndDetailsReachThePhone() {
    var started =
        request()
            .body(
                Map.of(
                    "login", "jdoe",
                    "type", "push",
                    "details", List.of(Map.of("name", "Amount", "value", "100.00 CHF"))))
            .post(path(""));

    started.then().statusCode(201).body("digits", matchesPattern("[0-9]{2}"));
    var claims = TestPhone.claims(text(started.path("id")));
    assertEquals(true, claims.getBoolean("match"));
    assertEquals(
        "100.00 CHF",
        claims.getJsonObject("ctx").getJsonArray("details").getJsonObject(0).getString("value"));
  }

  @Test
  void aPollThatWaitsIsAnsweredWhenThePhoneApproves() {
    var started = start();
    String id = started.getString("id");
    var waiting = get("/" + id, "Prefer", "wait=20");

    approve(started);

    var answer = waiting.join();
    assertEquals(200, answer.statusCode());
    assertEquals("approved", new JsonObject(answer.body()).getString("state"));
    assertTrue(new JsonObject(answer.body()).getBoolean("authorized"));
  }

  @Test
  void aPollThatWaitsInVainSaysHowFarItIs() {
    var id = start().getString("id");

    request()
        .header("Prefer", "wait=1")
        .get(path("/" + id))
        .then()
        .statusCode(200)
        .body("state", equalTo("sending"))
        .body("authorized", equalTo(false));
  }

  @Test
  void eventsTellEachChangeAndEndWithTheOutcome() {
    var started = start();
    var events =
        http.sendAsync(
            uri("/" + started.getString("id") + "/events").GET().build(),
            HttpResponse.BodyHandlers.ofLines());

    approve(started);

    var states =
        events
            .join()
            .body()
            .filter(line -> line.startsWith("data:"))
            .map(line -> new JsonObject(line.substring(5)).getString("state"))
            .toList();
    assertEquals("approved", states.get(states.size() - 1), states.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-7000-8000-000000000009", "no-id"})
  void eventsOfAnUnknownTransactionAreRefusedBeforeTheyBegin(String unknown) {
    request()
        .get(path("/" + unknown + "/events"))
        .then()
        .statusCode(404)
        .body("code", equalTo("transaction-unknown"));
  }

  @Test
  void aQrCodeIsAnsweredByItsDigits() {
    var started = request().body(Map.of("login", "jdoe", "type", "qrCode")).post(path(""));
    String id = started.path("id");
    started.then().statusCode(201).body("command", containsString(":"));
    byte[] nonce = ((io.vertx.core.buffer.Buffer) phones.column(tenant, id, "nonce")).getBytes();

    request()
        .body(Map.of("login", "jdoe", "code", phone.code(nonce, UUID.fromString(id))))
        .post(path("/" + id + "/code"))
        .then()
        .statusCode(200)
        .body("authorized", equalTo(true));
  }

  @Test
  void whatIsWrongIsToldByItsName() {
    request()
        .body(Map.of("login", "jdoe", "type", "fax"))
        .post(path(""))
        .then()
        .statusCode(400)
        .body("detail", containsString("type"));
    request().body(Map.of("type", "push")).post(path("")).then().statusCode(400);
    request().get(path("/no-uuid")).then().statusCode(404);
    RestAssured.given().get(path("/" + UUID.randomUUID())).then().statusCode(401);
    Stream.of("nobody", "jdoe\u0000")
        .forEach(
            login ->
                request()
                    .body(Map.of("login", login, "type", "push"))
                    .post(path(""))
                    .then()
                    .statusCode(login.equals("nobody") ? 403 : 400));
  }

  private JsonObject start() {
    return new JsonObject(
        request().body(Map.of("login", "jdoe", "type", "push")).post(path("")).asString());
  }

  private void approve(JsonObject started) {
    var id = UUID.fromString(started.getString("id"));
    var claims =
        phone.answer(text(id.toString()), "approve").put("digits", started.getString("digits"));
    answers
        .answer(new Answers.Given(tenant.id(), phone.device(), id, phone.signed(claims), "test"))
        .await()
        .indefinitely();
  }

  private String text(String id) {
    return challenges
        .one(tenant.id(), phone.device(), UUID.fromString(id))
        .await()
        .indefinitely()
        .text();
  }

  private RequestSpecification request() {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON);
  }

  private static String path(String rest) {
    return "/login/v1/resources/" + Phones.PLAIN + "/transactions" + rest;
  }

  private HttpRequest.Builder uri(String rest) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path(rest)))
        .header("Authorization", "Bearer " + token);
  }

  private CompletableFuture<HttpResponse<String>> get(String rest, String header, String value) {
    return http.sendAsync(
        uri(rest).header(header, value).GET().build(), HttpResponse.BodyHandlers.ofString());
  }
}
