package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.simulator.PhoneCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged gateways on one database: the login page talks to one and the phone, which is the
 * product's own simulator, to the other.
 */
class TwoGatewaysIT {
  private static final String USER = "0a1b2c3d-0000-7000-8000-00000000000a";
  private static final String ROOT = "/rest/authpoint/authentication/v1/accounts/PAIR/resources/1/";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  PackagedGateway pages;
  PackagedGateway phones;
  String token;

  @BeforeEach
  void twoGatewaysAndAPhone() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var tenant = Files.writeString(folder.resolve("tenant.yaml"), TENANT);
    int port = PackagedGateway.freePort();
    var publicUrl = List.of("-Dtetrapylon.public-url=http://127.0.0.1:" + port);
    pages = PackagedGateway.start(data, tenant, PackagedGateway.freePort(), publicUrl);
    phones = PackagedGateway.start(data, tenant, port, publicUrl);
    token = token();
    var activation =
        post(pages, "/management/v1/tenants/PAIR/users/" + USER + "/activations", "{}");
    assertEquals(201, activation.statusCode(), activation.body());
    phone("enrol", new JsonObject(activation.body()).getString("qrCode"));
    limits(60);
  }

  @AfterEach
  void stop() throws InterruptedException {
    phones.stop();
    pages.stop();
  }

  @Test
  void aPhoneOnOneAnswersForALoginPageOnTheOther() throws Exception {
    approves();
    denies("deny");
    digitsAreTyped();
    qrCode();
    expires();
    denies("fraud"); // the last, because pushes stop for it
  }

  private void approves() throws Exception {
    var id = push();
    var waiting = poll(id, 20);

    assertEquals("approved", last(phone("approve")));

    var answer = waiting.join();
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("AUTHORIZED", new JsonObject(answer.body()).getString("pushResult"));
  }

  private void denies(String how) throws Exception {
    var id = push();
    var waiting = poll(id, 20);

    phone(how);

    assertEquals("201055008", new JsonObject(waiting.join().body()).getString("detail"));
  }

  private void digitsAreTyped() throws Exception {
    var body = "{\"login\":\"jdoe\",\"type\":\"push\"}";
    var started = post(pages, "/login/v1/resources/1/transactions", body);
    assertEquals(201, started.statusCode(), started.body());
    var digits = new JsonObject(started.body()).getString("digits");
    var wrong = digits.equals("00") ? "01" : "00";

    assertTrue(last(phone("approve", "--digits", wrong)).contains("digits-wrong"));
    assertEquals("approved", last(phone("approve", "--digits", digits)));
  }

  private void qrCode() throws Exception {
    var started = post(pages, ROOT + "transactions", "{\"login\":\"jdoe\",\"type\":\"QRCODE\"}");
    var transaction = new JsonObject(started.body());

    var code = last(phone("code", transaction.getString("command")));

    var body =
        new JsonObject()
            .put("login", "jdoe")
            .put("transactionId", transaction.getString("transactionId"))
            .put("qrCodeResponse", code);
    assertEquals(200, post(phones, ROOT + "qrcode", body.encode()).statusCode());
  }

  private void expires() throws Exception {
    limits(15);
    var waiting = poll(push(), 30);

    assertEquals("201045002", new JsonObject(waiting.join().body()).getString("detail"));
    assertEquals("Nothing waits.", last(phone("approve")));
  }

  /** As many pushes as the test wants, each open for that long. */
  private void limits(int lifetime) throws Exception {
    var body =
        new JsonObject()
            .put("lifetimeSeconds", lifetime)
            .put("spacingSeconds", 0)
            .put("minuteLimit", 100)
            .put("strangerMinuteLimit", 100)
            .put("denialLimit", 100);
    var request =
        authorized(pages, "/management/v1/tenants/PAIR/push-rules")
            .PUT(BodyPublishers.ofString(body.encode()))
            .build();
    var answer = pages.send(request);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private String push() throws Exception {
    var answer = post(pages, ROOT + "transactions", "{\"login\":\"jdoe\",\"type\":\"PUSH\"}");
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body()).getString("transactionId");
  }

  private CompletableFuture<HttpResponse<String>> poll(String id, int seconds) {
    return pages.sendAsync(
        authorized(pages, ROOT + "transactions/" + id)
            .header("Prefer", "wait=" + seconds)
            .timeout(java.time.Duration.ofSeconds(60))
            .GET()
            .build());
  }

  private HttpResponse<String> post(PackagedGateway gateway, String path, String body)
      throws Exception {
    return gateway.send(authorized(gateway, path).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder authorized(PackagedGateway gateway, String path) {
    return gateway
        .request(path)
        .header("Authorization", "Bearer " + token)
        .header("WatchGuard-API-Key", "pair-key")
        .header("Content-Type", "application/json");
  }

  private String token() throws Exception {
    var basic = Base64.getEncoder().encodeToString("pair_id:pair-secret".getBytes("US-ASCII"));
    var request =
        pages
            .request("/oauth/token")
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=api-access"))
            .build();
    return new JsonObject(pages.send(request).body()).getString("access_token");
  }

  /** What the command says. */
  private String phone(String... words) {
    var said = new ByteArrayOutputStream();
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--file", folder.resolve("phone.json").toString()));
    PhoneCommand.run(all, new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8).strip();
  }

  private static String last(String said) {
    return said.substring(said.lastIndexOf('\n') + 1).strip();
  }

  private static final String TENANT =
      """
      tenants:
        - code: PAIR
          name: Pair
          apiClients:
            - { accessId: pair_id, password: "pair-secret", apiKey: "pair-key", access: read-write, permissions: [ "*" ] }
          groups: [ all ]
          users:
            - { username: jdoe, id: 0a1b2c3d-0000-7000-8000-00000000000a, groups: [ all ] }
          resources:
            - { id: 1, name: "Web", plainApproval: true }
          policies:
            - { name: all, groups: [ all ], resources: [ 1 ], methods: [ push, qrCode ] }
      """;
}
