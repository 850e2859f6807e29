package io.tetrapylon.dialect.login;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oob.OobCode;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.device.reach.Destinations;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.policy.CodeLimits;
import io.tetrapylon.policy.CodeRules;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Codes by e-mail and text message: once, for a while, not too often, and the same for everybody.
 */
@QuarkusTest
class LoginCodesTest {
  private static final long SMS = 11;
  private static final long EMAIL = 12;
  private static final long BOTH = 13;
  private static final String HOME = "192.0.2.7";

  @Inject Fixture fixture;
  @Inject GuardedTenant guarded;
  @Inject Destinations destinations;
  @Inject CodeLimits limits;
  @Inject ChannelSettings channels;

  Fixture.Tenant tenant;
  UUID user;
  UUID destination;
  String token;
  final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void aUserWithANumber() {
    tenant = fixture.tenant();
    fixture.policy(tenant, SMS, "sms", "SMS");
    fixture.policy(tenant, EMAIL, "email", "EMAIL");
    fixture.policy(tenant, BOTH, "both factors", "PASSWORD,SMS");
    policy("AT_OOBSMS", "OOB_SMS");
    policy("AT_OOBEML", "OOB_EMAIL");
    user = fixture.user(tenant, "jdoe");
    destination = register(user, OobKind.SMS, "+41790000000");
    token = FrontEnd.of(tenant).token();
  }

  private void policy(String code, String kind) {
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), $2, $2, $3, true, NULL, 1, 10, now(), 0)",
        Tuple.of(tenant.id(), code, kind));
  }

  private UUID register(UUID whose, OobKind kind, String address) {
    return guarded
        .await(
            () ->
                destinations.register(
                    Actor.SYSTEM,
                    tenant.id(),
                    whose,
                    new Destinations.New(kind, address, null, Validity.ALWAYS)))
        .id();
  }

  private void rules(CodeRules rules) {
    guarded.await(() -> limits.set(Actor.SYSTEM, tenant.id(), rules, null));
  }

  private static CodeRules rules(
      boolean email, int spacing, int ofUser, int ofPrefix, int ofNetwork) {
    return new CodeRules(
        email,
        true,
        Duration.ofMinutes(5),
        Duration.ofSeconds(spacing),
        Duration.ofHours(1),
        ofUser,
        100,
        ofPrefix,
        ofNetwork,
        null);
  }

  @Test
  void theRightDigitsLetInOnce() {
    var id = sent(SMS, "jdoe");

    check(SMS, id, digits(id)).statusCode(200).body("authorized", equalTo(true));
    check(SMS, id, digits(id)).statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals(1L, column("successes"));
    assertEquals(0, column("failures"));
  }

  @Test
  void aNumberThatIsNotGoodAnyMoreGetsNoCode() {
    fixture.sql(
        "UPDATE credential SET valid_to = now() WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), destination));

    send(SMS, "jdoe").statusCode(202);

    assertEquals(0, messages());
  }

  @Test
  void theThirdWrongOneLocks() {
    var id = sent(SMS, "jdoe");
    for (int i = 0; i < 3; i++) {
      check(SMS, id, wrong(id, i)).statusCode(403).body("code", equalTo("code-wrong"));
    }

    check(SMS, id, digits(id)).statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals("LOCKED", column("state"));
    age();
    send(SMS, "jdoe").statusCode(202);
    assertEquals("CREDENTIAL_LOCKED", lastReason());
    assertEquals(1, messages());
  }

  @Test
  void aNewCodePutsTheOldOneOutOfUse() {
    var first = sent(SMS, "jdoe");
    age();

    var second = sent(SMS, "jdoe");

    check(SMS, first, digits(first)).statusCode(403);
    check(SMS, second, digits(first)).statusCode(403);
    check(SMS, second, digits(second)).statusCode(200);
  }

  @Test
  void aCodeIsOfNoUseAfterItsTime() {
    var id = sent(SMS, "jdoe");
    fixture.sql(
        "UPDATE oob_code SET expires_at = now() - interval '1 second' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));

    check(SMS, id, digits(id)).statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals(0, column("failures"));
  }

  @Test
  void aCodeIsOfNoUseAtAnotherResource() {
    var id = sent(SMS, "jdoe");

    check(BOTH, id, digits(id)).statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals(0, column("failures"));
  }

  @Test
  void aCodeIsOfNoUseToAnotherUser() {
    var other = fixture.user(tenant, "asmith");
    register(other, OobKind.SMS, "+41791111111");
    var id = sent(SMS, "jdoe");

    post(SMS, "/" + id, Map.of("login", "asmith", "type", "sms", "code", digits(id)))
        .statusCode(403);
    post(SMS, "/" + id, Map.of("login", "nobody", "type", "sms", "code", digits(id)))
        .statusCode(403);
    post(SMS, "/no-id", Map.of("login", "jdoe", "type", "sms", "code", digits(id)))
        .statusCode(403)
        .body("code", equalTo("code-wrong"));
  }

  @Test
  void whomNobodyKnowsAndWhoHasNoDestinationAreAnsweredAlike() {
    fixture.user(tenant, "asmith");
    var unknown = send(SMS, "nobody").statusCode(202).extract().jsonPath().getMap("");
    var without = send(SMS, "asmith").statusCode(202).extract().jsonPath().getMap("");

    assertEquals(unknown.keySet(), without.keySet());
    assertEquals(0, messages());
    send(SMS, "nobody").statusCode(403).body("code", equalTo("destination-limited"));
    send(SMS, "asmith").statusCode(403).body("code", equalTo("destination-limited"));
    sent(SMS, "jdoe");
    send(SMS, "jdoe").statusCode(403).body("code", equalTo("destination-limited"));
  }

  @Test
  void afterSoManyThereAreNoMoreForAnHour() {
    rules(rules(false, 0, 3, 100, 100));
    for (int i = 0; i < 3; i++) {
      send(SMS, "jdoe").statusCode(202);
      send(SMS, "nobody").statusCode(202);
    }

    send(SMS, "jdoe").statusCode(403);
    send(SMS, "nobody").statusCode(403);
    fixture.sql(
        "UPDATE code_budget SET window_start = window_start - interval '2 hours' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));
    send(SMS, "jdoe").statusCode(202);
  }

  @Test
  void ofManyRequestsAtOnceTheBudgetsShareIsSent() {
    rules(rules(false, 0, 5, 100, 100));

    var statuses = crowd(40, i -> path(SMS, ""), i -> body("jdoe").encode());

    assertEquals(5, statuses.stream().filter(status -> status == 202).count(), statuses.toString());
    assertEquals(5, messages());
  }

  @Test
  void ofManyRequestsAtOnceOneIsSentWhereTheyNeedSpace() {
    var statuses = crowd(30, i -> path(SMS, ""), i -> body("jdoe").encode());

    assertEquals(1, statuses.stream().filter(status -> status == 202).count(), statuses.toString());
    assertEquals(1, messages());
  }

  @Test
  void aRangeOfNumbersHasABudgetThatNobodyIsToldOf() {
    rules(rules(false, 0, 5, 1, 100));
    register(fixture.user(tenant, "asmith"), OobKind.SMS, "+41790000001");
    register(fixture.user(tenant, "bsmith"), OobKind.SMS, "+41440000001");

    send(SMS, "jdoe").statusCode(202);
    send(SMS, "asmith").statusCode(202);
    assertEquals("DESTINATION_LIMITED", lastReason());
    send(SMS, "bsmith").statusCode(202);

    assertEquals(2, messages());
  }

  @Test
  void aNetworkHasABudget() {
    rules(rules(false, 0, 5, 100, 2));
    send(SMS, "nobody").statusCode(202);
    send(SMS, "jdoe").statusCode(202);

    send(SMS, "jdoe").statusCode(403);
    var elsewhere = body("jdoe").put("address", "198.51.100.1");
    post(SMS, "", elsewhere.getMap()).statusCode(202);
  }

  @Test
  void whatStrangersAskForDoesNotReplaceTheOwnersCode() {
    fixture.sql(
        "INSERT INTO user_network VALUES ($1, $2, '192.0.2.0/24', now())",
        Tuple.of(tenant.id(), user));
    var own = sent(SMS, "jdoe");
    var strangers =
        post(SMS, "", body("jdoe").put("address", "198.51.100.1").getMap())
            .statusCode(202)
            .extract()
            .<String>path("id");
    for (int i = 0; i < 5; i++) {
      check(SMS, strangers, wrong(strangers, i)).statusCode(403);
    }

    check(SMS, strangers, digits(strangers)).statusCode(403);
    check(SMS, own, digits(own)).statusCode(200);
  }

  @Test
  void nothingIsSentBeforeTheRightPassword() {
    fixture.password(tenant, user);
    var body = new HashMap<>(body("jdoe").getMap());
    body.put("password", "wrong");

    post(BOTH, "", body).statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals(0, messages());
    send(BOTH, "jdoe").statusCode(400);

    body.put("password", Fixture.PASSWORD);
    String id = post(BOTH, "", body).statusCode(202).extract().path("id");
    check(BOTH, id, digits(id)).statusCode(200);
  }

  @Test
  void whoProvedThePasswordIsToldThatThereIsNoDestination() {
    fixture.password(tenant, fixture.user(tenant, "asmith"));
    var body = new HashMap<>(body("asmith").getMap());
    body.put("password", Fixture.PASSWORD);

    post(BOTH, "", body).statusCode(404).body("code", equalTo("destination-missing"));
  }

  @Test
  void emailIsOffUntilTheTenantTurnsItOn() {
    register(user, OobKind.EMAIL, "jdoe@example.com");
    var body = Map.of("login", "jdoe", "type", "email", "address", HOME);
    post(EMAIL, "", body).statusCode(403).body("code", equalTo("feature-off"));

    rules(rules(true, 0, 5, 100, 100));
    String id = post(EMAIL, "", body).statusCode(202).extract().path("id");

    var check = Map.of("login", "jdoe", "type", "email", "code", digits(id));
    rules(rules(false, 0, 5, 100, 100));
    post(EMAIL, "/" + id, check).statusCode(403).body("code", equalTo("feature-off"));
    rules(rules(true, 0, 5, 100, 100));
    post(EMAIL, "/" + id, check).statusCode(200);
  }

  @Test
  void aMethodThatThePolicyDoesNotAllowIsRefused() {
    post(EMAIL, "", body("jdoe").getMap())
        .statusCode(403)
        .body("code", equalTo("method-not-in-policy"));
  }

  @Test
  void ofFiftyUsesAtOnceOneSucceeds() {
    var id = sent(SMS, "jdoe");
    var body = checking(digits(id)).encode();

    var statuses = crowd(50, i -> path(SMS, "/" + id), i -> body);

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
    assertEquals(1L, column("successes"));
  }

  @Test
  void ofAHundredGuessesAtOnceNoMoreThanTheLimitTakeEffect() {
    var id = sent(SMS, "jdoe");

    crowd(100, i -> path(SMS, "/" + id), i -> checking(wrong(id, i)).encode());

    assertEquals(3, column("failures"));
    assertEquals("LOCKED", column("state"));
    check(SMS, id, digits(id)).statusCode(403);
  }

  @Test
  void theDigitsStandNowhereInTheStore() {
    var id = sent(SMS, "jdoe");

    var stored =
        (String)
            fixture.value(
                "SELECT (SELECT o::text FROM oob_code o WHERE o.tenant_id = $1)"
                    + " || (SELECT string_agg(x::text, '') FROM outbox x WHERE x.tenant_id = $1)"
                    + " || (SELECT string_agg(t.name || t.sealed_address::text, '') FROM dispatch_target t WHERE t.tenant_id = $1)",
                Tuple.of(tenant.id()));
    assertTrue(!stored.contains(digits(id)) && !stored.contains("790000000"), stored);
  }

  @Test
  void aTextMessageArrivesByTheProvider() throws Exception {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    var provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          texts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    provider.start();
    try {
      allowLoopback();
      channel(
          ChannelKind.SMS,
          new JsonObject()
              .put("url", "http://localhost:" + provider.getAddress().getPort() + "/sms")
              .put("body", "to={to}&text={text}"));

      var id = sent(SMS, "jdoe");

      var text = texts.poll(20, TimeUnit.SECONDS);
      assertTrue(text != null && text.contains("to=%2B41790000000"), text);
      assertTrue(text.contains(digits(id)), text);
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void aMailArrivesByTheMailServer() throws Exception {
    BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    var server =
        SMTPServer.port(0)
            .hostName("localhost")
            .messageHandler(
                (context, from, to, data) ->
                    mails.add(to + "\n" + new String(data, StandardCharsets.UTF_8)))
            .build();
    server.start();
    try {
      allowLoopback();
      channel(
          ChannelKind.SMTP,
          new JsonObject()
              .put("host", "localhost")
              .put("port", server.getPortAllocated())
              .put("security", "none")
              .put("from", "login@example.com"));
      rules(rules(true, 0, 5, 100, 100));
      register(user, OobKind.EMAIL, "jdoe@example.com");

      String id =
          post(EMAIL, "", Map.of("login", "jdoe", "type", "email"))
              .statusCode(202)
              .extract()
              .path("id");

      var mail = mails.poll(20, TimeUnit.SECONDS);
      assertTrue(mail != null && mail.startsWith("jdoe@example.com"), mail);
      var encoded = mail.substring(mail.indexOf("\r\n\r\n") + 4);
      var text =
          new String(java.util.Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
      assertTrue(text.contains(digits(id)), text);
    } finally {
      server.stop();
    }
  }

  private void allowLoopback() {
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = '{localhost}' WHERE id = $1", Tuple.of(tenant.id()));
  }

  private void channel(ChannelKind kind, JsonObject settings) {
    guarded.await(() -> channels.set(Actor.SYSTEM, tenant.id(), kind, settings, null));
  }

  private static JsonObject body(String login) {
    return new JsonObject().put("login", login).put("type", "sms").put("address", HOME);
  }

  private static JsonObject checking(String code) {
    return body("jdoe").put("code", code);
  }

  private ValidatableResponse send(long resource, String login) {
    return post(resource, "", body(login).getMap());
  }

  private String sent(long resource, String login) {
    return send(resource, login).statusCode(202).extract().path("id");
  }

  private ValidatableResponse check(long resource, String id, String code) {
    return post(resource, "/" + id, checking(code).getMap());
  }

  private ValidatableResponse post(long resource, String below, Map<String, ?> body) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path(resource, below))
        .then();
  }

  private static String path(long resource, String below) {
    return "/login/v1/resources/" + resource + "/codes" + below;
  }

  private List<Integer> crowd(int clients, IntFunction<String> path, IntFunction<String> body) {
    var answers =
        IntStream.range(0, clients).mapToObj(i -> send(path.apply(i), body.apply(i))).toList();
    return answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
  }

  private CompletableFuture<HttpResponse<String>> send(String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private String digits(String id) {
    return OobCode.digits(fixture.keys(tenant), 1, UUID.fromString(id));
  }

  private String wrong(String id, int number) {
    var right = digits(id);
    var wrong = "%06d".formatted((Integer.parseInt(right) + 1 + number) % 1_000_000);
    assertNotEquals(right, wrong);
    return wrong;
  }

  /** As if the last code had been asked for a while ago. */
  private void age() {
    fixture.sql(
        "UPDATE code_budget SET last_at = last_at - interval '1 minute' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));
  }

  private long messages() {
    return (long)
        fixture.value(
            "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND purpose = 'CODE'",
            Tuple.of(tenant.id()));
  }

  private Object lastReason() {
    return fixture.value(
        "SELECT reason FROM audit_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
        Tuple.of(tenant.id()));
  }

  private Object column(String name) {
    return fixture.value(
        "SELECT " + name + " FROM credential WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), destination));
  }
}
