package io.tetrapylon.dialect.sta;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of seed 000 that can be sent, and which one comes first. */
@QuarkusTest
class StaMessagesTest {
  private static final String BLANK = "%20";
  private static final String SOME_ID = "AAAA";
  private static final String NO_KEY = "No API key found in request.";
  private static final String NO_RIGHT = "You do not have permission to access this tenant.";
  private static final String CHANGE = "{\"state\":\"active\"}";

  private static StaTenant.Known known;

  @Inject StaTenant tenants;

  @BeforeEach
  void aTenant() {
    if (known == null) {
      known = tenants.make();
    }
  }

  /** A right request for an operation, which are named by method and what it is about. */
  private static StaCall call(String operation) {
    return switch (operation) {
      case "list" -> StaCall.list(known);
      case "create" -> StaCall.create(known, Attested.sample());
      case "get" -> StaCall.of(known, "GET", SOME_ID);
      case "delete" -> StaCall.of(known, "DELETE", SOME_ID);
      case "patch" -> StaCall.of(known, "PATCH", SOME_ID).body(CHANGE);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static void expect(StaCall call, int status, String message) {
    call.send()
        .contentType("application/problem+json")
        .body("title", equalTo(message))
        .body("status", equalTo(status))
        .body("traceId", notNullValue())
        .body("$", not(hasKey("errors")))
        .statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "create", "get", "delete", "patch"})
  void withoutAKey(String operation) {
    expect(call(operation).key(null), 401, NO_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "create", "get", "delete", "patch"})
  void withAKeyThatNobodyHas(String operation) {
    expect(call(operation).key("nobody's"), 401, "Invalid authentication credentials.");
  }

  @ParameterizedTest
  @CsvSource({
    "list, AccessControl.CredentialView",
    "create, AccessControl.CredentialCreate",
    "get, AccessControl.CredentialView",
    "delete, AccessControl.CredentialDelete",
    "patch, AccessControl.CredentialChangeState"
  })
  void withAKeyWithoutTheRight(String operation, String permission) {
    // given
    var others = new HashSet<>(Set.of(Permission.CREDENTIAL_VIEW, Permission.CREDENTIAL_CREATE));
    others.addAll(Set.of(Permission.CREDENTIAL_CHANGE_STATE, Permission.CREDENTIAL_DELETE));
    others.remove(permission);
    var with = tenants.key(known.id(), Set.of(permission));

    // then
    expect(call(operation).key(tenants.key(known.id(), others)), 401, NO_RIGHT);
    call(operation).user(UUID.randomUUID()).key(with).send().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "delete", "patch"})
  void withAKeyThatMayOnlyRead(String operation) {
    expect(call(operation).key(tenants.readOnlyKey(known.id())), 401, NO_RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "create", "get", "delete", "patch"})
  void aTenantThatIsNotTheKeysOwn(String operation) {
    var other = tenants.make();
    var powerless = tenants.key(other.id(), Set.of());

    expect(call(operation).tenant("nope"), 404, "The tenant code 'nope' does not exist.");
    expect(
        call(operation).tenant(other.code()),
        404,
        "The tenant code '" + other.code() + "' does not exist.");
    expect(
        call(operation).key(powerless),
        404,
        "The tenant code '" + known.code() + "' does not exist.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "create", "get", "delete", "patch"})
  void aTenantCodeThatIsBlank(String operation) {
    expect(call(operation).tenant(BLANK), 400, "The tenantCode cannot be null or empty.");
  }

  @ParameterizedTest
  @CsvSource({
    "list, base64(default) or hex. Parameter name: Object-Id-Format",
    "create, base64 or hex. Parameter name: Object-Id-Format",
    "get, base64(default) or hex. Parameter name: Object-Id-Format.",
    "delete, base64(default) or hex. Parameter name: Object-Id-Format.",
    "patch, base64 or hex. Parameter name: Object-Id-Format"
  })
  void anIdFormatThatNobodyKnows(String operation, String words) {
    expect(call(operation).format("octal"), 400, "Object-Id-Format must be either " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list|404|base64 userId '%s' was not found.",
        "create|404|base64 userId '%s' was not found.",
        "get|404|base64 userId '%s' was not found.",
        "delete|404|The user userId '%s' was not found.",
        "patch|404|The base64 userId '%s' was not found."
      })
  void aUserThatNobodyIs(String operation, int status, String message) {
    var id = UUID.randomUUID();
    var text = StaCall.base64Url(id);

    expect(call(operation).user(text), status, message.formatted(text));
    expect(
        call(operation).user(StaCall.hex(id)).format("hex"),
        status,
        message.formatted(StaCall.hex(id)).replace("base64", "hex"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list|404|base64 userId 'a*b' was not found.",
        "create|404|base64 userId 'a*b' was not found.",
        "get|404|base64 userId 'a*b' was not found.",
        "delete|400|The User Identifier Format Exception.",
        "patch|400|User Identifier Format."
      })
  void aUserIdThatDoesNotDecode(String operation, int status, String message) {
    expect(call(operation).user("a*b"), status, message);
    expect(call(operation).user("a*b").format("HEX"), status, message.replace("base64", "hex"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list|404|base64 userId ' ' was not found.",
        "create|400|The userId cannot be null or empty.",
        "get|400|The userId cannot be null or empty.",
        "delete|400|The userId cannot be null or empty.",
        "patch|400|User Identifier Format."
      })
  void aUserIdThatIsBlank(String operation, int status, String message) {
    expect(call(operation).user(BLANK), status, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "patch"})
  void anAuthenticatorThatIsNone(String operation) {
    expect(
        call(operation).authenticator(BLANK), 400, "The authenticatorId cannot be null or empty.");
    expect(
        call(operation).authenticator("a*b"), 400, "The authenticatorId is not base64URL encoded.");
    expect(
        call(operation).authenticator("a%2Bb%2F"),
        400,
        "The authenticatorId is not base64URL encoded.");
    expect(call(operation), 404, "The authenticator ID 'AAAA' was not found.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?pageIndex=-1|The page index must be greater than or equal to 0. Parameter name: pageIndex",
        "?pageSize=0|The page size must be between 1 and 20. Parameter name: pageSize",
        "?PAGESIZE=21|The page size must be between 1 and 20. Parameter name: pageSize"
      })
  void aPageThatCannotBe(String query, String message) {
    expect(StaCall.of(known, "GET", query), 400, message);
  }

  @ParameterizedTest
  @CsvSource({
    "?pageIndex=x, pageIndex, x",
    "?pageindex=1.5, pageIndex, 1.5",
    "?pageSize=, pageSize, ''",
    "?pageSize=99999999999, pageSize, 99999999999"
  })
  void aPageThatIsNoNumber(String query, String name, String value) {
    StaCall.of(known, "GET", query)
        .send()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors." + name + "[0]", equalTo("The value '" + value + "' is not valid."))
        .body("title", equalTo("One or more validation errors occurred."))
        .body("status", equalTo(400))
        .body("traceId", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"type\":\"FIDO\"}",
        "{\"type\":\"FIDO\",\"metadata\":null}",
        "{\"type\":\"FIDO\",\"metadata\":{}}",
        "{\"type\":\"OATH\",\"metadata\":{\"attestation\":{}}}",
        "{\"metadata\":{\"attestation\":{}}}"
      })
  void anAuthenticatorThatIsMissing(String body) {
    expect(StaCall.create(known, body), 400, "Authenticator cannot be null.");
  }

  @Test
  void aChangeThatIsMissing() {
    expect(
        call("patch").authenticator(existing()).body("null"), 400, "Authenticator cannot be null.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a*b", "a+b/", "YQ==\\n", " "})
  void anAttestationThatIsNotBase64Url(String text) {
    expect(
        StaCall.create(known, sampleWith("attestationObject", text)),
        400,
        "AttestationObject is not base64URL encoded.");
    expect(
        StaCall.create(known, sampleWith("clientDataJson", text)),
        400,
        "ClientDataJson is not base64URL encoded.");
  }

  @Test
  void whatThePlanDoesNotIncludeAndWhatIsSwitchedOff() {
    var poor = tenants.make();
    tenants.set(poor.id(), "licence_fido = false");
    var careful = tenants.make();
    tenants.set(careful.id(), "sta_import = false");

    expect(
        StaCall.create(poor, Attested.sample()),
        403,
        "Your current product plan does not include this functionality.");
    expect(
        StaCall.create(careful, Attested.sample()),
        403,
        "Unable to import the FIDO authenticator, because importing via the API is disabled on the"
            + " STA Access Management console.");
    StaCall.list(poor).send().statusCode(200);
  }

  @Test
  void anAuthenticatorThatSomebodyHas() {
    var body = Attested.authenticator(Attested.id(77, 16), "Key").encode();
    StaCall.create(known, body).send().statusCode(200);

    expect(StaCall.create(known, body), 409, "The authenticator is already in use.");
    expect(
        StaCall.create(known, body).user(tenants.user(known.id())),
        409,
        "The authenticator is already in use.");
  }

  @Test
  void anImportedAuthenticatorAndTheKeyOfItsOwner() {
    var id = existing();
    var key = tenants.keyOfUser(known.id(), known.user());

    expect(
        StaCall.of(known, "DELETE", id).key(key),
        403,
        "Unable to delete the FIDO authenticator for the user, because the user is associated with"
            + " the API key that authenticated this request, and the authenticator was imported"
            + " with the API.");
    StaCall.of(known, "GET", id).key(key).send().statusCode(200);
  }

  @Test
  void whatTheGatewayItselfCannotDo() {
    assertEquals(
        new StaProblem(500, "Internal Server Error.", null),
        StaWords.problem(Reason.INTERNAL, "whatever"));
    assertEquals(
        new StaProblem(503, "Authenticator Service Exception.", null),
        StaWords.problem(Reason.STORE_UNAVAILABLE, "whatever"));
  }

  @Test
  void keyThenTenantThenFormatThenPagingThenUserThenAuthenticatorThenBody() {
    var wrong = new StaCall("PATCH", "nope", "a*b", "c*d", null, "octal", "{");

    expect(wrong, 401, NO_KEY);
    expect(wrong.key(known.key()), 404, "The tenant code 'nope' does not exist.");
    var format = wrong.key(known.key()).tenant(known.code());
    format.send().body("title", org.hamcrest.Matchers.startsWith("Object-Id-Format"));
    expect(format.format("base64"), 400, "User Identifier Format.");
    expect(
        format.format("base64").user(known.user()),
        400,
        "The authenticatorId is not base64URL encoded.");
    format
        .format("base64")
        .user(known.user())
        .authenticator("AAAA")
        .send()
        .statusCode(400)
        .body("errors", hasKey("$"));
    expect(
        StaCall.of(known, "GET", "?pageIndex=-1").user("a*b"),
        400,
        "The page index must be greater than or equal to 0. Parameter name: pageIndex");
    StaCall.of(known, "GET", "?pageIndex=x")
        .format("octal")
        .send()
        .body("$", not(hasKey("errors")));
  }

  private static String existing() {
    var body = Attested.authenticator(Attested.id(new java.util.Random().nextInt(), 24), "Key");
    return StaCall.create(known, body.encode()).send().statusCode(200).extract().path("id");
  }

  private static String sampleWith(String member, String value) {
    var body = new JsonObject(Attested.sample());
    var attestation = body.getJsonObject("metadata").getJsonObject("attestation");
    attestation.put(member, value);
    return new JsonObject(Map.of("type", "FIDO", "metadata", Map.of("attestation", attestation)))
        .encode();
  }
}
