package io.tetrapylon.dialect.mobile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone that is a web page is whole, and locked up by its headers. */
@QuarkusTest
class PhonePageTest {
  private static final Set<String> SCRIPTS =
      Set.of("app.js", "gateway.js", "protocol.js", "scanner.js", "store.js", "worker.js");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index.html",
        "phone.css",
        "app.js",
        "gateway.js",
        "protocol.js",
        "scanner.js",
        "store.js",
        "worker.js",
        "manifest.webmanifest",
        "icon.svg",
        "icon-192.png",
        "icon-512.png"
      })
  void eachFileComesUnderTheSamePolicy(String file) {
    given()
        .get("/phone/" + file)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self';"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("no-referrer"));
  }

  @Test
  void thePageHasNoScriptOrStyleOfItsOwnAndNoneOfOthers() {
    var page = given().get("/phone/").asString();

    assertTrue(page.contains("<script type=\"module\" src=\"app.js\"></script>"));
    assertFalse(page.matches("(?s).*(<style| style=| on[a-z]+=|https?:).*"), page);
  }

  @Test
  void scriptsImportOnlyWhatIsThereAndMakeNoMarkup() {
    for (var script : SCRIPTS) {
      var text = given().get("/phone/" + script).asString();
      var imports =
          Pattern.compile("from '\\./([^']+)'").matcher(text).results().map(r -> r.group(1));
      assertTrue(SCRIPTS.containsAll(imports.collect(Collectors.toSet())), script);
      assertFalse(text.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|eval\\().*"), script);
    }
  }

  @Test
  void whatIsNotThereIsNotThere() {
    given().get("/phone/../application.properties").then().statusCode(404);
    given().get("/phone/nothing.js").then().statusCode(404);
  }
}
