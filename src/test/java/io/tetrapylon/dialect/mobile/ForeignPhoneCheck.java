package io.tetrapylon.dialect.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A phone in another language, written from the protocol's page alone, enrols and answers. It needs
 * Node: {@code ./mvnw test -Ptools}.
 */
@QuarkusTest
@Tag("tools")
class ForeignPhoneCheck {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject Enrolments enrolments;
  @Inject GuardedTenant given;
  @Inject ChallengeKeyRotation rotation;
  @Inject ChallengeKeys keys;

  @TempDir Path directory;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;

  @BeforeEach
  void anEnrolledPhone() throws IOException, InterruptedException {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    frontEnd = FrontEnd.of(tenant);
    var user = fixture.user(tenant, "jdoe");
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'AT_SMK', 'AT_SMK', 'DEVICE', true, NULL, 1, 10, now(), 0)""",
        Tuple.of(tenant.id()));
    var begun = given.await(() -> enrolments.begin(Actor.SYSTEM, tenant.id(), user, null));
    phone("enrol", here(begun.uri().text()), state());
  }

  @Test
  void itKnowsEachVectorOfThePage() throws IOException, InterruptedException {
    phone("vectors", "src/site/markdown/mobile-protocol.md");
  }

  @Test
  void itApprovesAndTypesDigits() throws IOException, InterruptedException {
    var started = start(Phones.DIGITS, "PUSH");
    String digits = started.path("numberMatch");

    phone("answer", state(), "approve", digits);

    frontEnd
        .request()
        .get(frontEnd.path(Phones.DIGITS, "transactions/" + started.path("transactionId")))
        .then()
        .statusCode(200);
  }

  @Test
  void itFollowsTheTenantsKeys() throws IOException, InterruptedException {
    replaceKey();
    replaceKey();
    start(Phones.PLAIN, "PUSH");

    var said = phone("answer", state(), "approve");

    assertTrue(said.endsWith("approved"), said);
  }

  @Test
  void itReadsAQrCode() throws IOException, InterruptedException {
    var started = start(Phones.PLAIN, "QRCODE");

    var code = phone("code", state(), started.path("command"));

    var digits = code.substring(code.length() - 6);
    frontEnd
        .post(
            Phones.PLAIN,
            "qrcode",
            Map.of(
                "login",
                "jdoe",
                "transactionId",
                started.path("transactionId"),
                "qrCodeResponse",
                digits))
        .then()
        .statusCode(200);
  }

  @Test
  void theWebPhoneKnowsEachVectorOfThePage() throws IOException, InterruptedException {
    node("src/test/js/webphone.mjs", "vectors", "src/site/markdown/mobile-protocol.md");
  }

  @Test
  void theWebPhoneEnrolsAndApproves() throws IOException, InterruptedException {
    var user = fixture.user(tenant, "webby");
    var begun = given.await(() -> enrolments.begin(Actor.SYSTEM, tenant.id(), user, null));
    var process =
        new ProcessBuilder("node", "src/test/js/webphone.mjs", "approve", here(begun.uri().text()))
            .redirectErrorStream(true)
            .start();
    var said = process.inputReader();
    assertEquals(36, said.readLine().length());
    replaceKey();
    var started =
        frontEnd.post(Phones.DIGITS, "transactions", Map.of("login", "webby", "type", "PUSH"));

    try (var typed = process.outputWriter()) {
      typed.write(started.path("numberMatch") + "\n");
    }

    assertEquals("approved", said.readLine());
  }

  private void replaceKey() {
    var overlap = Duration.ofHours(1);
    given.await(() -> rotation.rotate(Actor.SYSTEM, tenant.id(), overlap));
    fixture.sql(
        "UPDATE signing_key SET active_from = now() WHERE tenant_id = $1 AND active_from > now()",
        Tuple.of(tenant.id()));
    keys.forget(tenant.id());
  }

  private io.restassured.response.Response start(long resource, String type) {
    return frontEnd.post(resource, "transactions", Map.of("login", "jdoe", "type", type));
  }

  /** The activation, with the address at which the tests' gateway listens. */
  private static String here(String activation) {
    var address = URLEncoder.encode("http://localhost:" + RestAssured.port, StandardCharsets.UTF_8);
    return activation.replaceFirst("url=[^&]*", "url=" + address);
  }

  private String state() {
    return directory.resolve("state.json").toString();
  }

  private static String phone(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("src/test/js/phone.mjs"));
    all.addAll(List.of(words));
    return node(all.toArray(String[]::new));
  }

  private static String node(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }
}
