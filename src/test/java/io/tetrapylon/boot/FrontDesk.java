package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The API client of a test tenant, who is login front end and operator in one. */
final class FrontDesk {
  private final String tenant;
  private final String token;

  private FrontDesk(String tenant, String token) {
    this.tenant = tenant;
    this.token = token;
  }

  /** A tenant's file: one resource, push and QR code, plain approval, and users by their number. */
  static String tenantFile(String tenant, int users) {
    var list = new StringBuilder();
    for (int user = 0; user < users; user++) {
      list.append(
          "      - { username: user%d, id: %s, groups: [ all ] }%n".formatted(user, id(user)));
    }
    return """
        tenants:
          - code: %s
            name: Proof
            allowedHosts: [ 127.0.0.1 ]
            apiClients:
              - { accessId: desk, password: "desk-secret", apiKey: "desk-key", access: read-write, permissions: [ "*" ] }
            groups: [ all ]
            users:
        %s    resources:
              - { id: 1, name: "Web", plainApproval: true }
            policies:
              - { name: all, groups: [ all ], resources: [ 1 ], methods: [ push, qrCode ] }
        """
        .formatted(tenant, list);
  }

  /** The internal id of a user of {@link #tenantFile}. */
  static UUID id(int user) {
    return new UUID(0x0a1b2c3d_0000_7000L, 0x8000_000000000000L + user);
  }

  static FrontDesk of(String tenant, PackagedGateway gateway) throws Exception {
    var basic =
        Base64.getEncoder().encodeToString("desk:desk-secret".getBytes(StandardCharsets.US_ASCII));
    var request =
        gateway
            .request("/oauth/token")
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=api-access"))
            .build();
    return new FrontDesk(
        tenant, new JsonObject(gateway.send(request).body()).getString("access_token"));
  }

  /** Lets webhooks be signed, and pushes come as fast as a test wants, each open for that long. */
  void open(PackagedGateway gateway, int lifetimeSeconds) throws Exception {
    var secret = new JsonObject().put("secret", "whsec_" + "QUJD".repeat(10));
    var settings = new JsonObject().put("settings", secret);
    assertEquals(200, manage(gateway, "PUT", "/channels/webhook", settings).statusCode());
    var rules =
        new JsonObject()
            .put("lifetimeSeconds", lifetimeSeconds)
            .put("spacingSeconds", 0)
            .put("minuteLimit", 100)
            .put("strangerMinuteLimit", 100)
            .put("unansweredLimit", 100)
            .put("denialLimit", 100);
    assertEquals(200, manage(gateway, "PUT", "/push-rules", rules).statusCode());
  }

  /** The text of an activation's QR code. */
  String activation(PackagedGateway gateway, int user) throws Exception {
    var answer = manage(gateway, "POST", "/users/" + id(user) + "/activations", new JsonObject());
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body()).getString("qrCode");
  }

  HttpResponse<String> manage(PackagedGateway gateway, String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    return gateway.send(
        authorized(gateway, "/management/v1/tenants/" + tenant + path)
            .method(method, BodyPublishers.ofString(body.encode()))
            .build());
  }

  /** Asks a user's phones. */
  HttpResponse<String> push(PackagedGateway gateway, int user)
      throws IOException, InterruptedException {
    var body = new JsonObject().put("login", "user" + user).put("type", "PUSH");
    return gateway.send(
        authorized(gateway, "/rest/authpoint/authentication/v1/accounts/" + tenant + TRANSACTIONS)
            .POST(BodyPublishers.ofString(body.encode()))
            .build());
  }

  /** How far a push is; it may wait for the outcome. */
  JsonObject poll(PackagedGateway gateway, String id, int seconds)
      throws IOException, InterruptedException {
    var path = "/rest/authpoint/authentication/v1/accounts/" + tenant + TRANSACTIONS + "/" + id;
    var request = authorized(gateway, path).header("Prefer", "wait=" + seconds).GET().build();
    return new JsonObject(gateway.send(request).body());
  }

  private static final String TRANSACTIONS = "/resources/1/transactions";

  private HttpRequest.Builder authorized(PackagedGateway gateway, String path) {
    List<String> headers =
        List.of(
            "Authorization", "Bearer " + token,
            "WatchGuard-API-Key", "desk-key",
            "Content-Type", "application/json");
    return gateway.request(path).headers(headers.toArray(String[]::new));
  }
}
