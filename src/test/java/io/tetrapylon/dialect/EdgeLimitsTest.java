package io.tetrapylon.dialect;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EdgeLimitsTest.Small.class)
class EdgeLimitsTest {
  private static final String HANG = "GET /probe/hang HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String SLOW =
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
          + "Content-Length: 2\r\n\r\n{";

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  public static class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tetrapylon.http.in-flight", "2", "tetrapylon.http.body-timeout", "PT0.3S");
    }
  }

  @Test
  void oneTooManyIsShedUntilAPlaceIsFreeAgain() throws IOException {
    try (var one = new RawHttp(port);
        var two = new RawHttp(port)) {
      one.send(HANG);
      two.send(HANG);
      assertEquals(503, statusWithin(Duration.ofSeconds(10), 503));
      var shed = given().get("/probe/nothing");
      assertEquals("1", shed.header("Retry-After"));
      assertEquals("OVERLOADED", shed.path("reason"));
    }
    // then: both callers have gone
    assertEquals(418, statusWithin(Duration.ofSeconds(10), 418));
  }

  @Test
  void everyRequestGivesItsPlaceBack() {
    for (int round = 0; round < 10; round++) {
      assertEquals(418, statusWithin(Duration.ofSeconds(10), 418));
      given().get("/probe/burst").then().statusCode(500);
      given().contentType("application/json").body("{}").post("/probe/echo").then().statusCode(200);
    }
  }

  @Test
  void aSlowBodyIsCutOffAndTakesNoPlace() throws IOException {
    try (var one = new RawHttp(port);
        var two = new RawHttp(port);
        var three = new RawHttp(port)) {
      one.send(SLOW);
      two.send(SLOW);
      three.send(SLOW);
      given().contentType("application/json").body("{}").post("/probe/echo").then().statusCode(200);
      assertTrue(one.answer().isEmpty());
    }
  }

  private static int statusWithin(Duration limit, int wanted) {
    long end = System.nanoTime() + limit.toNanos();
    int status;
    do {
      status = given().get("/probe/nothing").statusCode();
    } while (status != wanted && System.nanoTime() < end);
    return status;
  }
}
