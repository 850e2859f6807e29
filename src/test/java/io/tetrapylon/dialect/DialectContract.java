package io.tetrapylon.dialect;

import static io.tetrapylon.dialect.ContractClient.REQUEST_ID;
import static io.tetrapylon.dialect.ContractClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.Reason;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every dialect owes whoever calls it, whatever its words are. The test of a dialect extends
 * this, is a {@code @QuarkusTest}, and says what a good request is and how its failures look.
 */
public abstract class DialectContract {
  private static final int MUTATIONS = 150;
  private static final int MEBIBYTE = 1024 * 1024;
  private static final Set<Reason> OF_THE_GATEWAY =
      EnumSet.of(
          Reason.OVERLOADED, Reason.STORE_UNAVAILABLE, Reason.ISSUER_UNAVAILABLE, Reason.INTERNAL);

  @Inject Dialects dialects;

  private final ContractClient client = new ContractClient();

  /** The root of the dialect's paths, without a slash at its end. */
  protected abstract String root();

  /** A request with a JSON object as its body that succeeds, each time that it is sent. */
  protected abstract Sample sample();

  /** The headers that let a request in. */
  protected abstract Map<String, String> credentials(Sample request);

  /** The media type of failures. */
  protected abstract String failureType();

  /** Asserts that the body of a failure is in the dialect's words. */
  protected abstract void assertInItsWords(int status, String body);

  /** Requests about somebody else's objects, as many kinds of them as there are in its paths. */
  protected abstract List<Sample.Twins> twins();

  /** A method that the sample's path does not have. */
  protected String wrongMethod() {
    return "DELETE";
  }

  /** The methods of the sample's path, as {@code Allow} tells them. */
  protected abstract String allowed();

  @Test
  void itsSampleSucceedsWithAndWithoutATrailingSlash() {
    for (var path : new String[] {sample().path(), sample().path() + "/"}) {
      var answer = send(sample().withPath(path));

      assertEquals(2, answer.statusCode() / 100, path + " " + answer.body());
      assertEquals(REQUEST_ID, header(answer, "X-Request-Id"));
      assertEquals("no-store", header(answer, "Cache-Control"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/nothing", "/nothing/", "/a/b/c/d/e/f/g/h/i/j", "/%C3%A4/%ff"})
  void aPathThatItDoesNotKnowIsUnknown(String path) {
    assertFailure(404, send(Sample.of("GET", root() + path)));
    assertFailure(404, send(Sample.of("GET", root() + path), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";x",
        "/;x",
        "%3Bx",
        "%3bx",
        "//",
        "/../x",
        "/./x",
        "/%2e%2e/x",
        "/%2E/x",
        "%5C",
        "%00",
        "%0d%0aX:y",
        "%7f"
      })
  void aPathThatTwoReadersMayReadDifferentlyIsUnknown(String tail) throws IOException {
    assertUnknown(raw(sample().path() + tail));
    assertUnknown(raw(root() + "/a" + tail + "/b"));
  }

  @Test
  void aDoubledSlashIsUnknownWhereverItStands() throws IOException {
    assertUnknown(raw("/" + sample().path()));
    assertUnknown(raw(sample().path().replaceFirst("/([^/]*)$", "//$1")));
  }

  @Test
  void anEncodedSlashIsNoneUnlessTheDialectSaysSo() throws IOException {
    var answer = raw(sample().path() + "%2Fx");

    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertInItsWords(Integer.parseInt(answer.substring(9, 12)), bodyOf(answer));
  }

  @Test
  void aMethodThatThePathDoesNotHaveIsRefused() {
    // when
    var answer = send(sample().withMethod(wrongMethod()));

    // then
    assertFailure(405, answer);
    assertEquals(allowed(), header(answer, "Allow"));
  }

  @Test
  void aPathTellsWhoeverAsksWhatItCanBeAskedFor() {
    for (var path : new String[] {sample().path(), sample().path() + "/"}) {
      var answer = send(Sample.of("OPTIONS", path), Map.of());

      assertEquals(200, answer.statusCode(), path);
      assertEquals(allowed(), header(answer, "Allow"));
      assertEquals("", answer.body());
    }
    assertFailure(404, send(Sample.of("OPTIONS", sample().path() + "/no/such/path"), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "LOCK", "PROPFIND"})
  void aMethodThatNobodyKnowsIsRefused(String method) {
    assertFailure(405, send(sample().withMethod(method)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x"})
  void anotherMediaTypeIsRefused(String mediaType) {
    assertFailure(415, send(sample().withMediaType(mediaType)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a/b/c", "text/plain; charset=\"", "a/b;;;"})
  void aMediaTypeThatIsNoneIsRefused(String mediaType) {
    var answer = send(sample().withMediaType(mediaType));

    assertFailure(answer.statusCode() == 400 ? 400 : 415, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "null",
        "1",
        "\"x\"",
        "{}{}",
        "{} x",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":\"\\ud8\"}",
        "{\"a\":1 /* b */}"
      })
  void aBodyThatIsNotOneJsonObjectIsUnreadable(String body) {
    assertFailure(400, send(sample().withBody(body.getBytes(UTF_8))));
  }

  @Test
  void aMemberNamedTwiceIsUnreadable() {
    assertFailure(400, send(sample().withBody("{\"a\":1,\"a\":1}".getBytes(UTF_8))));
    assertFailure(400, send(sample().withBody(withAnother("\"b\":{\"a\":1,\"\\u0061\":2}"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 1000, 10_000})
  void deepNestingIsUnreadable(int depth) {
    var objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

    assertFailure(400, send(sample().withBody(objects.getBytes(UTF_8))));
    assertFailure(400, send(sample().withBody(withAnother("\"b\":" + "[".repeat(depth)))));
  }

  @Test
  void textThatIsNotUtf8IsUnreadable() {
    assertFailure(400, send(sample().withBody(new byte[] {'{', '"', -1, '"', ':', '1', '}'})));
  }

  @Test
  void aBodyOfAMebibyteIsTooLarge() {
    var body = new byte[MEBIBYTE];
    java.util.Arrays.fill(body, (byte) ' ');

    assertFailure(413, send(sample().withBody(body)));
  }

  @Test
  void aBodyBrokenAtRandomIsAnsweredOrRefused() {
    var mutations = new Mutations(20_261_127);
    for (int round = 0; round < MUTATIONS; round++) {
      assertAnswered(send(sample().withBody(mutations.of(sample().body()))));
    }
  }

  @Test
  void withoutWhatLetsItInARequestIsRefused() {
    for (var name : credentials(sample()).keySet()) {
      var without = new TreeMap<>(credentials(sample()));
      without.remove(name);

      assertShutOut(send(sample(), without));
    }
    assertFailure(401, send(sample(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Bearer e30.e30.",
        "Basic eDp5",
        "Basic !",
        "Negotiate x",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."
      })
  void whatLetsNobodyInIsRefused(String garbage) {
    for (var name : credentials(sample()).keySet()) {
      for (var value : List.of(garbage, garbage + "a".repeat(6000))) {
        var with = new TreeMap<>(credentials(sample()));
        with.put(name, value);

        assertShutOut(send(sample(), with));
      }
    }
  }

  @Test
  void whatIsSomebodyElsesIsNotThere() {
    for (var twins : twins()) {
      var foreign = send(twins.request().about(twins.foreign()));
      var unknown = send(twins.request().about(twins.unknown()));

      assertAnswered(foreign);
      assertFalse(foreign.statusCode() < 400, foreign.body());
      assertEquals(unknown.statusCode(), foreign.statusCode(), twins.request().path());
      assertEquals(
          unknown.body(),
          foreign.body().replace(twins.foreign(), twins.unknown()),
          twins.request().path());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-a-uuid",
        "0",
        "-1",
        "1e9",
        "01890000000070008000000000000000",
        "null",
        "undefined",
        "%F0%9F%98%80",
        "'%20OR%201=1--",
        "%25",
        "%20",
        "a.b",
        "*",
        "9223372036854775808",
        "%ff"
      })
  void whatCannotBeANameNamesNothing(String name) {
    for (var twins : twins()) {
      assertRefused(send(twins.request().about(name)));
      assertRefused(send(twins.request().about(name.repeat(40))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "?a", "?a=b&a=c", "?%zz", "?a=%", "?a=%00", "?=", "?&&", "?a=%ff"})
  void aQueryThatNobodyAskedForBreaksNothing(String query) throws IOException {
    var answer = raw(sample().path() + query);

    assertTrue(answer.matches("(?s)HTTP/1.1 [24].*"), answer);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasItsWords(Reason reason) {
    // when
    var rendering = dialect().render(reason, "at io.tetrapylon.Some.where(Some.java:1)");

    // then
    int status = rendering.status();
    boolean isOurs = OF_THE_GATEWAY.contains(reason) || reason.name().startsWith("DIRECTORY_");
    assertTrue(status >= 400 && status < (isOurs ? 600 : 500), reason + " " + status);
    assertEquals(failureType(), rendering.mediaType());
    assertInItsWords(status, rendering.body());
    assertEquals(status == 503, rendering.headers().containsKey("Retry-After"));
  }

  @Test
  void itOwnsItsRootAndNothingBesideIt() {
    assertTrue(dialect().owns(root()) && dialect().owns(root() + "/x"));
    assertFalse(dialect().owns(root() + "x") || dialect().owns(root().substring(1)));
    assertFalse(dialect().owns("/"));
  }

  /** Sends a request with what lets it in. */
  protected final HttpResponse<String> send(Sample request) {
    return send(request, credentials(request));
  }

  protected final HttpResponse<String> send(Sample request, Map<String, String> headers) {
    return client.send(request, headers);
  }

  private Dialect dialect() {
    return dialects.owner(root());
  }

  private byte[] withAnother(String member) {
    var body = new String(sample().body(), UTF_8).strip();
    return (body.substring(0, body.length() - 1) + "," + member + "}").getBytes(UTF_8);
  }

  private String raw(String path) throws IOException {
    return client.raw(sample().withPath(path), credentials(sample()));
  }

  private void assertUnknown(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    assertInItsWords(404, bodyOf(answer));
  }

  private static String bodyOf(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private void assertFailure(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.request().uri() + " " + answer.body());
    assertAnswered(answer);
  }

  private void assertRefused(HttpResponse<String> answer) {
    assertAnswered(answer);
    assertEquals(4, answer.statusCode() / 100, answer.request().uri() + " " + answer.body());
  }

  private void assertShutOut(HttpResponse<String> answer) {
    assertFailure(answer.statusCode() == 403 ? 403 : 401, answer);
  }

  /** Whatever it is, it is no failure of the gateway, and a refusal is in the dialect's words. */
  private void assertAnswered(HttpResponse<String> answer) {
    assertTrue(answer.statusCode() < 500, answer.request().uri() + " " + answer.body());
    assertFalse(
        answer.body().contains("Exception:") || answer.body().contains("\tat "), answer.body());
    assertEquals(REQUEST_ID, header(answer, "X-Request-Id"));
    if (answer.statusCode() >= 400) {
      assertEquals(failureType(), header(answer, "Content-Type").replaceFirst(";.*", ""));
      assertInItsWords(answer.statusCode(), answer.body());
    }
  }
}
