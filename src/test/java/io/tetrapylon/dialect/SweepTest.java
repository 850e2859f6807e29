package io.tetrapylon.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.dialect.SweepCallers.Kind;
import io.tetrapylon.dialect.SweepCallers.World;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation that the gateway has, as it knows them itself, is asked what nobody sensible
 * would ask, by callers who are let in: none of it is a failure of the gateway, and each refusal is
 * in the words of its dialect. An operation that is added is asked, too.
 */
@QuarkusTest
class SweepTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
  private static final Path SAMPLES = Path.of("src/test/resources/io/tetrapylon/dialect");
  private static final String ID = "01890000-0000-7000-8000-000000000000";

  /** Of bodies that the description does not show. */
  private static final JsonObject USUAL =
      new JsonObject(
          """
          {"userName":"x","emails":[{"value":"x@example.com"}],"phoneNumbers":[{"value":"+41790000000"}],
           "groups":[{"value":"x"}],"filter":"userName eq x","startIndex":1,"count":1,"sortBy":"id","sortOrder":"x",
           "Operations":[{"op":"replace","path":"userName","value":"x"}],"version":1,"policyExtId":"x",
           "modificationComment":"x","stateChangeDetail":"x","deviceType":"DT_TDSV4","friendlyName":"x","name":"x"}""");

  /** A member that each failure of a dialect has, by the dialect's package. */
  private static final Map<String, String> WORDS =
      Map.of(
          "authpoint", "detail",
          "sta", "title",
          "hidscim", "schemas",
          "nevis", "errors",
          "oidc", "error",
          "login", "code",
          "mobile", "code",
          "management", "code");

  @TestHTTPResource(value = "/openapi?format=JSON", management = true)
  URL description;

  @Inject Routes routes;
  @Inject Dialects dialects;
  @Inject SweepCallers callers;

  private final OddClient client = new OddClient();

  @TestFactory
  Stream<DynamicTest> nothingThatIsAskedIsAFailureOfTheGateway() {
    return routes.all().stream()
        .filter(route -> WORDS.containsKey(dialect(route)))
        .collect(Collectors.groupingBy(this::dialect))
        .entrySet()
        .stream()
        .map(of -> DynamicTest.dynamicTest(of.getKey(), () -> sweep(of.getKey(), of.getValue())));
  }

  private String dialect(Route route) {
    var name = dialects.owner(route.template()).getClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void sweep(String dialect, List<Route> known) throws IOException {
    var faults = new ArrayList<String>();
    var described =
        new Described(new JsonObject(new String(description.openStream().readAllBytes(), UTF_8)));
    var usual = usual(dialect);
    var world = callers.world();
    for (var operation : operations(known)) {
      if (operation.method().equals("DELETE")) {
        world = callers.world(); // the one before may be gone
      }
      var sweep = new Sweep(dialect, world, operation, faults);
      sweep.bodies(described.body(operation.route(), operation.method()).orElse(usual));
      sweep.names();
      sweep.queries();
      sweep.callers();
    }
    assertEquals("", faults.stream().distinct().limit(200).collect(Collectors.joining("\n")));
  }

  private record Operation(Route route, String method) {}

  private static List<Operation> operations(List<Route> known) {
    return known.stream()
        .flatMap(route -> route.methods().stream().map(method -> new Operation(route, method)))
        .sorted(Comparator.comparing((Operation each) -> each.method().equals("DELETE")))
        .toList();
  }

  /** The members of all samples that a dialect has. */
  private static JsonObject usual(String dialect) throws IOException {
    var all = USUAL.copy();
    var folder = SAMPLES.resolve(dialect);
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (var file : files.filter(SweepTest::isRequest).sorted().toList()) {
          all.mergeIn(new JsonObject(Files.readString(file)), true);
        }
      }
    }
    return all;
  }

  private static boolean isRequest(Path file) {
    return file.toString().endsWith(".request.json") || file.toString().endsWith("-create.json");
  }

  /** The odd requests of one operation. */
  private final class Sweep {
    private final String dialect;
    private final World world;
    private final Operation operation;
    private final List<String> faults;
    private final Kind usual;

    Sweep(String dialect, World world, Operation operation, List<String> faults) {
      this.dialect = dialect;
      this.world = world;
      this.operation = operation;
      this.faults = faults;
      this.usual =
          switch (dialect) {
            case "mobile" -> Kind.PHONE;
            case "oidc" ->
                operation.route().template().contains("userinfo") ? Kind.USER : Kind.BASIC;
            default -> operation.route().template().startsWith("/oauth") ? Kind.BASIC : Kind.CLIENT;
          };
    }

    void bodies(JsonObject described) {
      if (List.of("GET", "DELETE").contains(operation.method())) {
        return;
      }
      OddValues.BODIES.forEach(body -> send(usual, path(""), "application/json", body));
      OddValues.MEDIA_TYPES.forEach(type -> send(usual, path(""), type, "{\"a\":1}"));
      OddValues.variants(described)
          .forEach(
              body ->
                  send(
                      usual,
                      path(""),
                      "application/json",
                      new String(body.getBytes(UTF_8), ISO_8859_1)));
      for (var form :
          List.of(
              "",
              "a",
              "=",
              "grant_type=%00",
              "grant_type=%zz",
              "a=b&a=c",
              "grant_type=password&username=%00&password=%00")) {
        send(usual, path(""), "application/x-www-form-urlencoded", form);
      }
    }

    void names() {
      for (var name : names(operation.route())) {
        OddValues.NAMES.forEach(odd -> send(usual, path(name, odd), "application/json", "{}"));
      }
    }

    void queries() {
      OddValues.QUERIES.forEach(
          query -> send(usual, path("") + "?" + query, "application/json", "{}"));
    }

    void callers() {
      for (var kind : Kind.values()) {
        send(kind, path(""), "application/json", "{}");
      }
      for (var accepted : OddValues.ACCEPTED) {
        var odd = Map.of("Content-Type", "application/json", "Accept", accepted);
        send(usual, path(""), odd, "{}");
      }
    }

    private List<String> names(Route route) {
      return VARIABLE.matcher(route.template()).results().map(found -> found.group(1)).toList();
    }

    private String path(String name) {
      return path(name, "");
    }

    /** With a good name for each variable but for one. */
    private String path(String odd, String value) {
      return VARIABLE
          .matcher(operation.route().template())
          .replaceAll(
              found -> Matcher.quoteReplacement(found.group(1).equals(odd) ? value : good(found)));
    }

    private String good(MatchResult variable) {
      if (dialect.equals("hidscim") && variable.group(1).equals("id")) {
        var isAuthenticator = operation.route().template().contains("/Authenticator/");
        return world.values().get("number") + (isAuthenticator ? ".AT_EMPPWD" : "");
      }
      return world.values().getOrDefault(variable.group(1), ID);
    }

    private void send(Kind kind, String path, String mediaType, String body) {
      send(kind, path, Map.of("Content-Type", mediaType), body);
    }

    private void send(Kind kind, String path, Map<String, String> odd, String body) {
      var bytes = OddValues.bytes(operation.method().equals("GET") ? "" : body);
      var headers = world.headers(kind, operation.method(), path, bytes);
      headers.putAll(odd);
      var answer = client.send(operation.method(), path, headers, bytes);
      var request = List.of(kind, operation.method(), shown(path), odd, shown(body));
      check(answer, found -> faults.add(found + ": " + request));
    }

    private void check(OddClient.Answer answer, Consumer<String> fault) {
      if (answer.status() >= 500 && answer.status() != 503) {
        fault.accept(answer.status() + " " + shown(answer.body()));
      } else if (answer.status() >= 400 && !answer.isOfTheServer() && !isInItsWords(answer)) {
        fault.accept(answer.status() + " not in its words: " + shown(answer.body()));
      }
    }

    private boolean isInItsWords(OddClient.Answer answer) {
      try {
        var word = operation.route().template().startsWith("/oauth") ? "error" : WORDS.get(dialect);
        return new JsonObject(answer.body()).containsKey(word);
      } catch (DecodeException none) {
        return false;
      }
    }
  }

  private static String shown(String text) {
    var line = text.replaceAll("[^ -~]", "?");
    return line.length() > 150 ? line.substring(0, 150) + "…" : line;
  }
}
