package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway and its database are killed in the middle of logins: what was acknowledged stays, and
 * no code works twice. {@code -Dtetrapylon.kills=20} is the long form.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("tetrapylon.kills", 2);
  private static final int USERS = 12;
  private static final OathToken TOKEN =
      new OathToken(
          OathMethod.HOTP,
          OathAlgorithm.SHA1,
          6,
          30,
          Secret.of("12345678901234567890"),
          -1,
          0,
          1,
          10);
  private static final String ACCOUNT =
      "/rest/authpoint/authentication/v1/accounts/KILL/resources/1/otp";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  /** The next counter of each user; what is below it was acknowledged. */
  private final long[] next = new long[USERS];

  @Test
  void nothingAcknowledgedIsLostAndNoCodeWorksTwice() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var tenant = Files.writeString(folder.resolve("tenant.yaml"), tenantFile());
    var gateway = PackagedGateway.start(data, tenant);
    for (int kill = 0; kill < KILLS; kill++) {
      logInUntilKilled(gateway, 1500 + 137L * kill);
      gateway = PackagedGateway.start(data, tenant);
      for (int user = 0; user < USERS; user++) {
        expectAcknowledgedToHold(gateway, token(gateway), user);
      }
    }
    gateway.stop();
    assertTrue(next[0] > KILLS, "logins happened between the kills");
  }

  private void logInUntilKilled(PackagedGateway gateway, long killAfterMillis) throws Exception {
    var token = token(gateway);
    var clients = Executors.newFixedThreadPool(USERS);
    List<Future<?>> running = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      int mine = user;
      running.add(clients.submit(() -> logInForever(gateway, token, mine)));
    }
    clients.shutdown();
    clients.awaitTermination(killAfterMillis, TimeUnit.MILLISECONDS);
    gateway.kill();
    assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
    for (var client : running) {
      client.get();
    }
  }

  private void logInForever(PackagedGateway gateway, String token, int user) {
    try {
      while (true) {
        assertEquals(200, post(gateway, token, user, next[user]));
        next[user]++;
      }
    } catch (IOException killed) {
      return; // the last code is in the balance: it may have counted or not
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void expectAcknowledgedToHold(PackagedGateway gateway, String token, int user)
      throws Exception {
    if (next[user] > 0) {
      assertEquals(
          403, post(gateway, token, user, next[user] - 1), "an acknowledged code works again");
    }
    int inTheBalance = post(gateway, token, user, next[user]);
    if (inTheBalance != 200) {
      assertEquals(200, post(gateway, token, user, ++next[user]), "the code after it must work");
    }
    assertEquals(403, post(gateway, token, user, next[user]), "a code works twice");
    next[user]++;
  }

  private static int post(PackagedGateway gateway, String token, int user, long counter)
      throws IOException, InterruptedException {
    var body =
        new JsonObject().put("login", "user" + user).put("otp", TOKEN.codeAt(counter)).encode();
    var request =
        gateway
            .request(ACCOUNT)
            .header("Authorization", "Bearer " + token)
            .header("WatchGuard-API-Key", "kill-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return gateway.send(request).statusCode();
  }

  private static String token(PackagedGateway gateway) throws IOException, InterruptedException {
    var basic =
        Base64.getEncoder().encodeToString("kill_id:kill-secret".getBytes(StandardCharsets.UTF_8));
    var request =
        gateway
            .request("/oauth/token")
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=api-access"))
            .build();
    return new JsonObject(gateway.send(request).body()).getString("access_token");
  }

  private static String tenantFile() {
    var users = new StringBuilder();
    for (int user = 0; user < USERS; user++) {
      users.append(
          """
                - username: user%1$d
                  groups: [ all ]
                  oath:
                    - { extId: hotp-%1$d, label: t, method: HOTP, algorithm: SHA1, digits: 6, counter: 0, hidPolicy: AT_OTP,
                        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" }
          """
              .formatted(user));
    }
    return """
        tenants:
          - code: KILL
            name: Kill
            apiClients:
              - { accessId: kill_id, password: "kill-secret", apiKey: "kill-key", access: read-write, permissions: [ "*" ] }
            groups: [ all ]
            users:
        %s    resources:
              - { id: 1, name: "Web" }
            policies:
              - { name: all, groups: [ all ], resources: [ 1 ], methods: [ otp ] }
        """
        .formatted(users);
  }
}
