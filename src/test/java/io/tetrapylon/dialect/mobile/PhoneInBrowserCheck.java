package io.tetrapylon.dialect.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.ChallengeKeyRotation;
import io.tetrapylon.device.Enrolments;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.ListedChallengeKey;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web phone in a real browser follows its tenant's challenge keys: when it is asked something,
 * and when it is opened. It needs Node, npm and Chromium: {@code ./mvnw test -Ptools}.
 */
@QuarkusTest
@Tag("tools")
class PhoneInBrowserCheck {
  private static final String PACKAGE = "playwright-core@1.65.0";

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject Enrolments enrolments;
  @Inject GuardedTenant given;
  @Inject ChallengeKeyRotation rotation;
  @Inject ChallengeKeys keys;

  @TempDir Path directory;

  Fixture.Tenant tenant;

  @Test
  void itFollowsWhenItIsAskedAndWhenItIsOpened() throws IOException, InterruptedException {
    // given
    tenant = phones.tenant();
    phones.unlimited(tenant);
    var install = start("npm", "install", "--no-save", "--no-audit", "--no-fund", PACKAGE);
    install.getInputStream().readAllBytes();
    assertEquals(0, install.waitFor());
    var gateway = "http://localhost:" + RestAssured.port;
    var browser =
        start(
            "node",
            Path.of("src/test/js/phonepage.mjs").toAbsolutePath().toString(),
            "/usr/bin/chromium",
            gateway,
            activation(gateway));
    var said = browser.inputReader();
    var first = newest();
    assertEquals(first, said.readLine());

    // when
    replaceKey();
    var second = newest();
    var asked = Map.of("login", "jdoe", "type", "PUSH");
    FrontEnd.of(tenant).post(Phones.PLAIN, "transactions", asked).then().statusCode(200);

    // then
    try (var orders = browser.outputWriter()) {
      assertEquals(first + " " + second, told(orders, said, "approve"));
      replaceKey();
      assertEquals(first + " " + second + " " + newest(), told(orders, said, "reopen"));
    }
    assertEquals(0, browser.waitFor());
  }

  private static String told(Writer orders, BufferedReader said, String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return said.readLine();
  }

  private String activation(String gateway) {
    var user = fixture.user(tenant, "jdoe");
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'AT_SMK', 'AT_SMK', 'DEVICE', true, NULL, 1, 10, now(), 0)""",
        Tuple.of(tenant.id()));
    var begun = given.await(() -> enrolments.begin(Actor.SYSTEM, tenant.id(), user, null));
    var address = URLEncoder.encode(gateway, StandardCharsets.UTF_8);
    return begun.uri().text().replaceFirst("url=[^&]*", "url=" + address);
  }

  private void replaceKey() {
    var overlap = Duration.ofHours(1);
    given.await(() -> rotation.rotate(Actor.SYSTEM, tenant.id(), overlap));
    fixture.sql(
        "UPDATE signing_key SET active_from = now() WHERE tenant_id = $1 AND active_from > now()",
        Tuple.of(tenant.id()));
    keys.forget(tenant.id());
  }

  private String newest() {
    return given.await(() -> rotation.list(tenant.id())).stream()
        .findFirst()
        .map(ListedChallengeKey::kid)
        .orElseThrow();
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
