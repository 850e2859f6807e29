package io.tetrapylon.dialect.sta;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authenticators as a client of STA sees them. */
@QuarkusTest
class StaAuthenticatorsTest {
  private static final String BASE = "http://localhost:8080";

  @Inject StaTenant tenants;

  private StaTenant.Known known;

  @BeforeEach
  void aTenant() {
    known = tenants.make();
  }

  private String imported(int number, String name) {
    return imported(Attested.id(number, 16), name);
  }

  private String imported(byte[] id, String name) {
    var body = Attested.authenticator(id, name).encode();
    return StaCall.create(known, body).send().statusCode(200).extract().path("id");
  }

  @Test
  void theSampleOfTheDocumentationIsImportedUnderATrustedSystem() throws IOException {
    // when
    var answer = StaCall.create(known, Attested.sample()).send().statusCode(200);

    // then
    assertEquals(golden("imported.json"), told(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELF_OR_BETTER", "TRUSTED_ONLY"})
  void theSampleIsRefusedWhereAttestationsAreLookedAt(String policy) {
    tenants.set(known.id(), "attestation = '" + policy + "'");

    StaCall.create(known, Attested.sample())
        .send()
        .statusCode(400)
        .body("errors", hasKey("attestationObject"));
    assertEquals(0, tenants.count(known.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AA", "oA", "v2NmbXRkbm9uZf8", "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUA"})
  void anAttestationThatIsMalformedIsNamed(String object) {
    var body = new JsonObject(Attested.sample());
    body.getJsonObject("metadata").getJsonObject("attestation").put("attestationObject", object);

    StaCall.create(known, body.encode())
        .send()
        .statusCode(400)
        .body("title", equalTo("One or more validation errors occurred."))
        .body("errors.attestationObject", hasSize(1));
  }

  @Test
  void anAttestationForAnotherRelyingPartyIsNamed() {
    tenants.set(known.id(), "relying_parties = '{rp.com,your.rp.com}'");

    StaCall.create(known, Attested.sample())
        .send()
        .statusCode(400)
        .body("errors", hasKey("attestationObject"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "attestation"})
  void theFriendlyNameIsTakenFromEitherPlace(String place) {
    var body = Attested.authenticator(Attested.id(1, 16), "Key");
    var metadata = body.getJsonObject("metadata");
    metadata.getJsonObject("attestation").remove("friendlyName");
    (place.equals("metadata") ? metadata : metadata.getJsonObject("attestation"))
        .put("friendlyName", "Mine");

    StaCall.create(known, body.encode()).send().body("metadata.friendlyName", equalTo("Mine"));
  }

  @Test
  void theLongestIdThatThereIsFitsIntoAPath() {
    var id = imported(Attested.id(1, 1023), "Long");

    assertEquals(1364, id.length());
    StaCall.of(known, "GET", id).send().statusCode(200).body("id", equalTo(id));
    StaCall.of(known, "DELETE", id).send().statusCode(204);
    StaCall.of(known, "GET", id).send().statusCode(404);
  }

  @Test
  void aListIsToldAsTheDocumentationTellsIt() throws IOException {
    StaCall.create(known, Attested.sample()).send().statusCode(200);
    tenants.activate(known.id());

    var told = told(StaCall.list(known).send().statusCode(200));

    var expected = golden("list.json").replace("{address}", StaCall.list(known).path());
    assertEquals(expected, told);
  }

  @Test
  void partsOfAListFollowEachOther() {
    for (int number = 0; number < 5; number++) {
      imported(number, "Key " + number);
    }
    var address = BASE + StaCall.list(known).path();

    StaCall.of(known, "GET", "?pageindex=1&PAGESIZE=2")
        .send()
        .statusCode(200)
        .body("page.totalItems", equalTo(5))
        .body("page.totalPages", equalTo(3))
        .body("page.items.metadata.friendlyName", contains("Key 2", "Key 3"))
        .body("links.first", equalTo(address + "?pageIndex=0&pageSize=2"))
        .body("links.self", equalTo(address + "?pageIndex=1&pageSize=2"))
        .body("links.last", equalTo(address + "?pageIndex=2&pageSize=2"))
        .body("links.skip", equalTo(address + "?pageIndex=2&pageSize=2"))
        .body("links.prev", equalTo(address + "?pageIndex=0&pageSize=2"))
        .body("links.next", equalTo(address + "?pageIndex=2&pageSize=2"));
    StaCall.of(known, "GET", "?pageSize=2").send().body("links", not(hasKey("prev")));
    StaCall.of(known, "GET", "?pageIndex=2&pageSize=2")
        .send()
        .body("links", not(hasKey("next")))
        .body("page.items", hasSize(1));
    StaCall.of(known, "GET", "?pageIndex=2147483647&pageSize=20")
        .send()
        .statusCode(200)
        .body("page.items", hasSize(0));
  }

  @Test
  void anEmptyListHasNoPages() {
    StaCall.list(known)
        .send()
        .statusCode(200)
        .body("page.totalPages", equalTo(0))
        .body("page.totalItems", equalTo(0))
        .body("page.pageSize", equalTo(10))
        .body("links", not(hasKey("next")));
  }

  @Test
  void aUsersIdIsReadInEachOfItsForms() {
    for (int round = 0; round < 4; round++) {
      var user = tenants.user(known.id());
      var list = StaCall.list(known);
      list.user(StaCall.base64(user)).send().statusCode(200);
      list.user(StaCall.base64Url(user)).format("base64").send().statusCode(200);
      list.user(StaCall.hex(user)).format("hex").send().statusCode(200);
      list.user(StaCall.hex(user).toUpperCase(java.util.Locale.ROOT))
          .format("Hex")
          .send()
          .statusCode(200);
    }
  }

  @Test
  void anIdWithSlashesRoutes() {
    var user = java.util.UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");
    var text = StaCall.base64(user);

    StaCall.list(known)
        .user(text)
        .send()
        .statusCode(404)
        .body("title", equalTo("base64 userId '////////f/+//////////w==' was not found."));
  }

  @Test
  void onlyActiveAndSuspendedAreExchanged() {
    var id = imported(1, "Key");

    patch(id, "{\"state\":\"active\"}").statusCode(400).body("title", equalTo(NOT_ALLOWED));
    patch(id, "{\"state\":\"suspended\"}").statusCode(400).body("title", equalTo(NOT_ALLOWED));
    patch(id, "{\"state\":\"pending\"}").statusCode(200).body("state", equalTo("pending"));
    tenants.activate(known.id());
    patch(id, "{\"state\":\"suspended\"}").statusCode(200).body("state", equalTo("suspended"));
    patch(id, "{\"state\":\"locked\"}").statusCode(400);
    patch(id, "{\"state\":\"active\"}").statusCode(200).body("state", equalTo("active"));
    patch(id, "{\"state\":\"pending\"}").statusCode(400);
    patch(id, "{\"state\":\"deleted\"}").statusCode(400).body("title", equalTo(NOT_ALLOWED));
    tenants.state(known.id(), "LOCKED");
    patch(id, "{\"state\":\"active\"}").statusCode(400).body("title", equalTo(NOT_ALLOWED));
    patch(id, "{\"state\":\"suspended\"}").statusCode(400);
  }

  private static final String NOT_ALLOWED = "Operation Not Allowed Exception.";

  private ValidatableResponse patch(String id, String body) {
    return StaCall.of(known, "PATCH", id).body(body).send();
  }

  @Test
  void aNameIsChangedAndNotTakenAway() {
    var id = imported(1, "Key");

    patch(id, name("Other")).statusCode(200).body("metadata.friendlyName", equalTo("Other"));
    for (var blank : new String[] {"", "  "}) {
      patch(id, name(blank))
          .statusCode(400)
          .body("title", equalTo("One or more validation errors occurred."))
          .body("errors", hasKey("friendlyName"));
    }
    patch(id, "{\"metadata\":{}}").statusCode(200).body("metadata.friendlyName", equalTo("Other"));
    patch(id, "{}").statusCode(200);
    patch(id, name("x".repeat(201))).statusCode(400).body("errors", hasKey("friendlyName"));
    patch(id, "{\"metadata\":{\"friendlyName\":5}}").statusCode(400);
    patch(id, "{\"state\":5}").statusCode(400).body("errors", hasKey("state"));
  }

  private static String name(String name) {
    return new JsonObject().put("metadata", new JsonObject().put("friendlyName", name)).encode();
  }

  @Test
  void aNameThatNeverWasMayBeBlank() {
    var body = Attested.authenticator(Attested.id(1, 16), "").encode();
    String id =
        StaCall.create(known, body)
            .send()
            .body("metadata.friendlyName", nullValue())
            .extract()
            .path("id");

    patch(id, name("")).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"INITIAL, pending", "ACTIVE, active", "LOCKED, locked", "DISABLED, suspended"})
  void aStateIsToldInStasWord(String state, String word) {
    var id = imported(1, "Key");
    tenants.state(known.id(), state);

    StaCall.of(known, "GET", id).send().statusCode(200).body("state", equalTo(word));
  }

  @Test
  void whatIsArchivedIsNotThereAndKeepsItsId() {
    var id = imported(1, "Key");
    tenants.state(known.id(), "ARCHIVED");

    StaCall.of(known, "GET", id).send().statusCode(404);
    patch(id, "{\"state\":\"active\"}").statusCode(404);
    StaCall.of(known, "DELETE", id).send().statusCode(404);
    StaCall.list(known).send().body("page.totalItems", equalTo(0));
    StaCall.create(known, Attested.authenticator(Attested.id(1, 16), "Key").encode())
        .send()
        .statusCode(409);
  }

  @Test
  void whatIsDeletedIsGoneAndItsIdFree() {
    var id = imported(1, "Key");

    StaCall.of(known, "DELETE", id).send().statusCode(204);
    StaCall.of(known, "DELETE", id).send().statusCode(404);
    assertEquals(id, imported(1, "Key"));
  }

  @Test
  void aUserOutsideTheKeysDataroomIsNotThere() {
    var key = tenants.keySeeing(known.id(), Set.of(tenants.group(known.id())));
    var id = imported(1, "Key");

    for (var call :
        List.of(
            StaCall.list(known),
            StaCall.create(known, Attested.sample()),
            StaCall.of(known, "GET", id),
            StaCall.of(known, "PATCH", id).body("{}"),
            StaCall.of(known, "DELETE", id))) {
      call.key(key).send().statusCode(404);
    }
  }

  /** The body without what differs from run to run. */
  private static String told(ValidatableResponse answer) {
    var text = answer.extract().asString();
    return new JsonObject(text.replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"{time}\""))
        .encodePrettily();
  }

  private static String golden(String name) throws IOException {
    try (var in = StaAuthenticatorsTest.class.getResourceAsStream(name)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new JsonObject(text).encodePrettily();
    }
  }
}
