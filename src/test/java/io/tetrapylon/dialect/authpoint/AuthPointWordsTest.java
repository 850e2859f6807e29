package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tetrapylon.kernel.Reason;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthPointWordsTest {
  private final AuthPointDialect dialect = new AuthPointDialect();

  @ParameterizedTest
  @CsvSource({
    "TOKEN_INVALID, 201115012, 401",
    "API_KEY_INVALID, 201105001, 403",
    "TENANT_MISMATCH, 201115001, 403",
    "ACCESS_READ_ONLY, 201115013, 403",
    "BODY_UNREADABLE, 201115002, 400",
    "BODY_TOO_LARGE, 201115002, 413",
    "PASSWORD_MISSING, 201115003, 400",
    "PASSWORD_UNEXPECTED, 201115003, 400",
    "PATH_UNKNOWN, 201105003, 404",
    "METHOD_NOT_ALLOWED, 201105002, 405",
    "NOT_ACCEPTABLE, 201105002, 406",
    "MEDIA_TYPE_UNSUPPORTED, 201105002, 415",
    "RESOURCE_UNKNOWN, 201115007, 404",
    "USER_BLOCKED, 201005019, 403",
    "USER_QUARANTINED, 201115008, 403",
    "USER_OVERALLOCATED, 201115011, 403",
    "POLICY_MISSING, 201115010, 404",
    "METHOD_NOT_IN_POLICY, 201005004, 403",
    "OBJECT_UNKNOWN, 201045018, 404",
    "TRANSACTION_UNKNOWN, 201045018, 404",
    "TRANSACTION_SETTLED, 201045006, 403",
    "TRANSACTION_EXPIRED, 201045002, 403",
    "DEVICE_MISSING, 201045012, 404",
    "PUSH_LIMITED, 201045013, 403",
    "PUSH_NOT_SENT, 201045013, 403",
    "PUSH_DENIED, 201055008, 403",
    "PUSH_FRAUD, 201055008, 403",
    "OVERLOADED, 201005003, 503",
    "STORE_UNAVAILABLE, 201005003, 503",
    "ISSUER_UNAVAILABLE, 201005003, 503",
    "INTERNAL, 201005016, 500"
  })
  void aReasonIsSaidInAuthPointsWords(Reason reason, String detail, int status) throws Exception {
    // when
    var rendering = dialect.render(reason, "whatever");

    // then
    assertEquals(status, rendering.status());
    assertEquals(detail, json(rendering.body()).get("detail").textValue());
    assertEquals(status, json(rendering.body()).get("status").intValue());
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "USER_UNKNOWN", "PASSWORD_WRONG", "PASSWORD_LOCKED", "CODE_WRONG", "CODE_USED",
        "CREDENTIAL_LOCKED", "CREDENTIAL_MISSING", "GRANT_WRONG", "GRANT_TRIES_EXHAUSTED",
            "RACE_LOST"
      })
  void whatAGuesserMustNotTellApartIsOneAnswer(Reason reason) {
    assertEquals(dialect.render(Reason.CODE_WRONG, "a"), dialect.render(reason, "b"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyProblemHasTheFiveMembersAsJson(Reason reason) throws Exception {
    // when
    var rendering = dialect.render(reason, "");
    var body = json(rendering.body());

    // then
    assertEquals("application/json", rendering.mediaType());
    assertEquals(
        List.of("type", "title", "status", "detail", "instance"), names(body).subList(0, 5));
    assertEquals(body.get("type"), body.get("instance"));
    assertTrue(body.get("title").textValue().startsWith("[Authentication] "));
  }

  @Test
  void theTitlesThatCallersLookForAreThere() {
    assertEquals(
        "[Authentication] MFA did not authorize",
        Problem.of(AuthPointError.NOT_AUTHORIZED).title());
    assertEquals(
        "[Authentication] The user is blocked", Problem.of(AuthPointError.USER_BLOCKED).title());
    assertTrue(Problem.of(AuthPointError.PUSH_SENT).title().contains("processing"));
    assertTrue(Problem.of(AuthPointError.PUSH_RECEIVED).title().contains("device"));
  }

  @Test
  void aRefusedApiKeyHasAMessageToo() throws Exception {
    assertTrue(json(dialect.render(Reason.API_KEY_INVALID, "").body()).has("message"));
    assertTrue(!json(dialect.render(Reason.CODE_WRONG, "").body()).has("message"));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static List<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }
}
