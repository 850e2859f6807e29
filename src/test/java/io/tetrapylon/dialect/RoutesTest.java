package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every path of every dialect, as the framework tells them, asked for what it does not have. */
@QuarkusTest
class RoutesTest {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE");

  @Inject Routes routes;
  @Inject Dialects dialects;

  @TestFactory
  Stream<DynamicTest> aMethodThatAPathDoesNotHaveIsToldFromAPathThatThereIsNot() {
    return ours().map(route -> DynamicTest.dynamicTest(route.template(), () -> refuses(route)));
  }

  private Stream<Route> ours() {
    return routes.all().stream()
        .filter(route -> dialects.owner(route.template()) != Unowned.INSTANCE)
        .filter(route -> !route.template().startsWith("/probe"));
  }

  private void refuses(Route route) throws IOException {
    var path = route.template().replaceAll("\\{[^}]*}", "x");
    for (var method : METHODS) {
      if (!route.knows(method) && !isShadowed(route, method, path)) {
        var answer = RawHttp.exchange(RestAssured.port, request(method, path));

        assertEquals("405", answer.substring(9, 12), method + " " + answer);
        assertTrue(answer.contains("\r\nAllow: " + route.allow() + "\r\n"), answer);
        assertFalse(answer.endsWith("\r\n\r\n"), answer);
      }
    }
    var options = RawHttp.exchange(RestAssured.port, request("OPTIONS", path));
    assertTrue(options.contains("\r\nAllow: " + route.allow() + "\r\n"), options);
  }

  /** A word that another path takes for a name: who may look learns that nothing is called so. */
  private boolean isShadowed(Route route, String method, String path) {
    return routes.all().stream()
        .anyMatch(other -> other != route && other.matches(path) && other.knows(method));
  }

  private static String request(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  }

  @Test
  void thereAreAsManyAsTheDialectsHave() {
    assertTrue(ours().count() > 100, "routes are found: " + ours().count());
  }
}
