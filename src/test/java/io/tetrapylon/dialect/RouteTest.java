package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  private static final Route USER = Route.of("/t/{tenant}/users/{id}", Set.of("GET", "DELETE"));

  @ParameterizedTest
  @ValueSource(strings = {"/t/a/users/b", "/t/a/users/b/", "/t/%2F/users/a.b"})
  void aVariableIsOneSegment(String path) {
    assertTrue(USER.matches(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/t/a/users",
        "/t/a/users/",
        "/t/a/users/b/c",
        "/t//users/b",
        "/T/a/users/b",
        "/x/t/a/users/b"
      })
  void anotherPathIsNotIt(String path) {
    assertFalse(USER.matches(path));
  }

  @Test
  void aLiteralIsTakenAsItIs() {
    var search = Route.of("/Users/.search", Set.of("POST"));

    assertTrue(search.matches("/Users/.search"));
    assertFalse(search.matches("/Users/xsearch"));
  }

  @Test
  void whatCanBeReadHasAHeadAndEachTellsItsMethods() {
    assertEquals("GET, HEAD, DELETE, OPTIONS", USER.allow());
    assertEquals("POST, OPTIONS", Route.of("/x", Set.of("POST")).allow());
    assertFalse(Route.of("/x", Set.of("POST")).knows("HEAD"));
    assertFalse(USER.knows("TRACE"));
  }
}
