package io.tetrapylon.dialect.authpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sees of the readers' refusals. */
@QuarkusTest
class ReadingTest {
  private static final String PATH = "/rest/authpoint/authentication/reading";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{|201115002", "{}|201115003", "[1]|201115002"})
  void aRefusedBodyIsAProblem(String body, String detail) {
    given()
        .contentType("application/json")
        .body(body)
        .post(PATH)
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("detail", equalTo(detail))
        .body("status", equalTo(400));
  }

  @Test
  void noBodyIsAProblemToo() {
    given()
        .contentType("application/json")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("detail", equalTo("201115002"));
  }

  @Test
  void aBodyThatIsTooLongIs413() {
    given()
        .contentType("application/json")
        .body("x".repeat(65_537))
        .post(PATH)
        .then()
        .statusCode(413)
        .body("detail", equalTo("201115002"));
  }

  @Test
  void methodAndMediaTypeAreRefusedAsProblems() {
    given().get(PATH).then().statusCode(405).header("Allow", "POST, OPTIONS");
    given()
        .contentType("text/plain")
        .body("x")
        .post(PATH)
        .then()
        .statusCode(415)
        .body("detail", equalTo("201105002"));
  }
}
