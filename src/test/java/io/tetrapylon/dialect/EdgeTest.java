package io.tetrapylon.dialect;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tetrapylon.kernel.Reason;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EdgeTest {
  @ConfigProperty(name = "quarkus.http.port")
  int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/probe/a;b",
        "/probe;x/echo",
        "/probe/%3Becho",
        "/probe//echo",
        "//probe/echo",
        "/probe/a%2Fb",
        "/probe/%5C",
        "/probe/%00",
        "/probe/%0d%0a",
        "/probe/./echo",
        "/probe/a/../echo",
        "/probe/%2e%2e/echo"
      })
  void aPathThatIsNotPlainIsUnknownInTheWordsOfWhoeverWasMeant(String path) throws IOException {
    // when
    var answer = RawHttp.get(port, path);

    // then
    assertTrue(answer.startsWith("HTTP/1.1 418"), answer);
    assertTrue(answer.contains("{\"reason\":\"PATH_UNKNOWN\"}"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/probe/a\\b", "/probe/%zz", "/probe/%"})
  void aTargetThatIsNoUriIsRefusedByTheServerBeforeTheEdge(String path) throws IOException {
    assertTrue(RawHttp.get(port, path).startsWith("HTTP/1.1 400"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nobody;x", "//nobody", "/%00"})
  void aPathThatIsNotPlainAndNobodysIsA404(String path) throws IOException {
    assertTrue(RawHttp.get(port, path).startsWith("HTTP/1.1 404"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/probe",
        "/probe/",
        "/probe/nothing",
        "/probe/nothing/",
        "/probe/%20",
        "/probe/%ff",
        "/probe/%C3%A4",
        "/probe/%253B"
      })
  void anUnknownPathIsAnsweredInItsDialectsWords(String path) throws IOException {
    // when
    var answer = RawHttp.get(port, path);

    // then
    assertTrue(answer.contains("{\"reason\":\"PATH_UNKNOWN\"}"), answer);
  }

  @Test
  void nobodysPathIsA404WithoutWords() {
    given().get("/nobody").then().statusCode(404).body(hasLength(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/probe/echo", "/probe/echo/"})
  void aResourceAnswersWithAndWithoutATrailingSlash(String path) {
    post(path, "{}").then().statusCode(200).body("length", equalTo(2));
  }

  @ParameterizedTest
  @CsvSource({
    "fail/CODE_WRONG, CODE_WRONG",
    "fail/nonsense, PATH_UNKNOWN",
    "roles, TOKEN_INVALID",
    "unreachable, STORE_UNAVAILABLE",
    "sql, INTERNAL",
    "burst, INTERNAL",
    "echo, METHOD_NOT_ALLOWED"
  })
  void aFailureIsRenderedByItsReason(String path, Reason reason) {
    given()
        .get("/probe/" + path)
        .then()
        .contentType("application/json")
        .body("reason", equalTo(reason.name()));
  }

  @Test
  void nothingOfAnUnforeseenFailureIsTold() {
    given().get("/probe/burst").then().statusCode(500).body(not(containsString("secret")));
    given().get("/probe/unreachable").then().statusCode(503).header("Retry-After", "1");
  }

  @Test
  void aBrokenTokenIsRefusedInTheDialectsWords() {
    given()
        .header("Authorization", "Bearer x.y.z")
        .get("/probe/roles")
        .then()
        .body("reason", equalTo("TOKEN_INVALID"));
  }

  @Test
  void aWrongMethodNamesTheRightOne() {
    given().get("/probe/echo").then().statusCode(418).header("Allow", "POST, OPTIONS");
  }

  @Test
  void mediaTypesAreRefusedInTheDialectsWords() {
    given()
        .contentType("text/plain")
        .body("x")
        .post("/probe/echo")
        .then()
        .body("reason", equalTo("MEDIA_TYPE_UNSUPPORTED"));
    given()
        .accept("image/png")
        .contentType("application/json")
        .body("{}")
        .post("/probe/echo")
        .then()
        .body("reason", equalTo("NOT_ACCEPTABLE"));
  }

  @Test
  void brokenJsonIsRefusedInTheDialectsWords() {
    post("/probe/json", "{").then().body("reason", equalTo("BODY_UNREADABLE"));
  }

  @ParameterizedTest
  @CsvSource({"50001", "131073", "1048576"})
  void aDeclaredLengthThatIsTooLongIsRefused(int length) {
    post("/probe/echo", "x".repeat(length)).then().body("reason", equalTo("BODY_TOO_LARGE"));
  }

  @Test
  void aBodyAsLongAsMayBeIsReadOnTheEventLoop() {
    post("/probe/echo", "x".repeat(50_000)).then().body("length", equalTo(50_000));
    post("/probe/thread", "x".repeat(50_000)).then().body("eventLoop", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({"50000, length", "50001, BODY_TOO_LARGE", "200000, BODY_TOO_LARGE"})
  void aBodyWithoutALengthHasTheSameLimit(int length, String answer) throws IOException {
    // when
    var answered = RawHttp.exchange(port, chunked(length));

    // then
    assertTrue(answered.contains(answer), answered);
  }

  @Test
  void anEndlessBodyIsCutOff() throws IOException {
    assertTrue(RawHttp.exchange(port, chunked(3_000_000)).contains("BODY_TOO_LARGE"));
  }

  @Test
  void whoeverAsksMaySendItsBody() throws IOException {
    // when
    var answer =
        RawHttp.exchange(
            port,
            "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

    // then
    assertEquals(2, answer.split("HTTP/1.1 ").length - 1, answer);
    assertTrue(answer.startsWith("HTTP/1.1 100"), answer);
    assertTrue(answer.contains("{\"length\":2}"), answer);
  }

  @Test
  void pipelinedRequestsAreAllAnswered() throws IOException {
    var one =
        "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2\r\n\r\n{}";
    var last = one.replace("Host: a", "Host: a\r\nConnection: close");

    // when
    var answer = RawHttp.exchange(port, one + one + last);

    // then
    assertEquals(3, answer.split("\\{\"length\":2}", -1).length - 1, answer);
  }

  @Test
  void everyAnswerHasItsSecurityHeadersOnce() {
    for (var path : new String[] {"/probe/nothing", "/probe/burst", "/probe/roles"}) {
      var headers = given().get(path).headers();
      assertEquals(1, headers.getList("Cache-Control").size());
      assertEquals("no-store", headers.getValue("Cache-Control"));
      assertEquals("nosniff", headers.getValue("X-Content-Type-Options"));
      assertTrue(headers.getValue("X-Request-Id").matches("[0-9a-f-]{36}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"abc-DEF-123, true", "short, false", "has space in it, false", "a_b_c_d_e, false"})
  void aRequestIdIsKeptWhereItIsHarmless(String id, boolean kept) {
    var answered = given().header("X-Request-Id", id).get("/probe/nothing").header("X-Request-Id");

    assertEquals(kept, id.equals(answered));
  }

  @Test
  void longLinesAndHeadersAreRefusedByTheServerBeforeTheEdge() throws IOException {
    var header = "GET /probe HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(17_000) + "\r\n\r\n";

    assertEquals("414", RawHttp.get(port, "/probe/" + "x".repeat(4_100)).substring(9, 12));
    assertEquals("431", RawHttp.exchange(port, header).substring(9, 12));
  }

  @Test
  void theTokenEndpointAnswersInItsOwnWords() {
    given().get("/oauth/token/x").then().statusCode(404).body("error", equalTo("invalid_request"));
  }

  private static Response post(String path, String body) {
    return given().contentType("application/json").body(body).post(path);
  }

  private static String chunked(int length) {
    return "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(length)
        + "\r\n"
        + "x".repeat(length)
        + "\r\n0\r\n\r\n";
  }
}
