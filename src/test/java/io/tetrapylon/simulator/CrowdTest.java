package io.tetrapylon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.Enrolments;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many phones in one process enrol and approve, by asking and by push. */
@QuarkusTest
class CrowdTest {
  private static final int PHONES = 3;

  @TempDir Path folder;
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject Enrolments enrolments;
  @Inject GuardedTenant given;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  Path invitations;

  @BeforeEach
  void usersWhoAreInvited() throws Exception {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    phones.webhooks(tenant);
    frontEnd = FrontEnd.of(tenant);
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'AT_SMK', 'AT_SMK', 'DEVICE', true, NULL, 1, 10, now(), 0)""",
        Tuple.of(tenant.id()));
    var lines = new ArrayList<String>();
    for (int i = 0; i < PHONES; i++) {
      var user = fixture.user(tenant, "user" + i);
      var begun = given.await(() -> enrolments.begin(Actor.SYSTEM, tenant.id(), user, null));
      lines.add(
          begun
              .uri()
              .text()
              .replaceFirst("url=[^&]*", "url=" + RestAssured.baseURI + "%3A" + RestAssured.port));
    }
    invitations = Files.write(folder.resolve("invitations"), lines);
  }

  @Test
  void phonesThatAskApprove() throws Exception {
    var said = crowd();

    assertTrue(said.contains(PHONES + " phones enrolled"), said);
    assertTrue(said.contains(PHONES + " approved, 0 refused"), said);
  }

  @Test
  void phonesThatArePushedToApproveEachPushOnce() throws Exception {
    var said = crowd("--port", "0");

    assertTrue(said.contains(PHONES + " pushes"), said);
    assertTrue(said.contains(PHONES + " approved, 0 refused"), said);
  }

  /** Runs the crowd, and asks each phone once when all have enrolled. */
  private String crowd(String... options) throws Exception {
    var enrolled = new CountDownLatch(1);
    var said = new ByteArrayOutputStream();
    var out =
        new PrintStream(said, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            enrolled.countDown();
          }
        };
    var words = new ArrayList<>(List.of("crowd", invitations.toString()));
    words.addAll(List.of("--answers", Integer.toString(PHONES)));
    words.addAll(List.of(options));
    var running = new Thread(() -> PhoneCommand.run(words, out));
    running.start();
    assertTrue(enrolled.await(60, TimeUnit.SECONDS), said.toString(StandardCharsets.UTF_8));
    for (int i = 0; i < PHONES; i++) {
      var asked = Map.of("login", "user" + i, "type", "PUSH");
      assertEquals(200, frontEnd.post(Phones.PLAIN, "transactions", asked).statusCode());
    }
    running.join();
    return said.toString(StandardCharsets.UTF_8);
  }
}
