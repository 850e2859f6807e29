package io.tetrapylon.dialect.hidscim;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.User;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for authenticators beside what the samples show. */
@QuarkusTest
class AuthenticatorsTest {
  @Inject HidTenant tenants;

  Made tenant;
  User user;

  @BeforeEach
  void aUser() {
    tenant = tenants.made();
    user = tenants.user(tenant, "jdoe");
  }

  private ValidatableResponse create(String policy, String more) {
    return tenant.send(
        "POST",
        "/Authenticator",
        "{\"owner\":{\"value\":"
            + user.number()
            + "},\"policy\":{\"value\":\""
            + policy
            + "\"}"
            + more
            + "}");
  }

  private String path(String policy) {
    return "/Authenticator/" + user.number() + "." + policy;
  }

  @Test
  void fiftyPutsWithOneTagChangeItOnce() throws Exception {
    create("AT_CUSTOTP", "").statusCode(201);
    var crowd = Executors.newFixedThreadPool(50);

    var statuses =
        crowd
            .invokeAll(
                IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(
                        round ->
                            () ->
                                tenant
                                    .send(
                                        "PUT",
                                        path("AT_CUSTOTP"),
                                        "{\"status\":{\"expiryDate\":\"20%02d-01-01T00:00:00Z\"}}"
                                            .formatted(30 + round),
                                        "W/\"1\"")
                                    .extract()
                                    .statusCode())
                    .toList())
            .stream()
            .map(
                done -> {
                  try {
                    return done.get();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();
    crowd.shutdown();

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(49, statuses.stream().filter(status -> status == 412).count(), statuses::toString);
  }

  @Test
  void ofManyCreationsAtOnceOneSucceeds() throws Exception {
    var crowd = Executors.newFixedThreadPool(20);

    var statuses =
        crowd
            .invokeAll(
                IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(
                        round -> () -> create("AT_CUSTOTP", "").extract().statusCode())
                    .toList())
            .stream()
            .map(
                done -> {
                  try {
                    return done.get();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();
    crowd.shutdown();

    assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
    assertEquals(19, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\"", "W/\"1\"", "*", " W/\"1\" "})
  void theTagIsTheVersionInEveryDress(String tag) {
    create("AT_CUSTOTP", "")
        .statusCode(201)
        .header("ETag", "W/\"1\"")
        .body("meta.version", equalTo(1));

    tenant
        .send("PUT", path("AT_CUSTOTP"), "{\"status\":{\"status\":\"DISABLED\"}}", tag)
        .statusCode(200)
        .body("meta.version", equalTo(2))
        .header("ETag", "W/\"2\"");
    tenant
        .send("PUT", path("AT_CUSTOTP"), "{}", "W/\"1\"")
        .statusCode(412)
        .body("errorCode", equalTo(1302))
        .body("status", equalTo("412"));
    tenant.send("DELETE", path("AT_CUSTOTP"), null, "\"x\"").statusCode(412);
    tenant.send("DELETE", path("AT_CUSTOTP"), null, "W/\"2\"").statusCode(204);
    tenant.send("GET", path("AT_CUSTOTP"), null).statusCode(404);
  }

  @Test
  void aSecondAuthenticatorUnderThePolicyIsNotUnique() {
    create("AT_CUSTPW", ",\"urn:hid:scim:api:idp:2.0:Password\":{\"password\":\"Zaqaawsx12\"}")
        .statusCode(201);

    create("AT_CUSTPW", ",\"urn:hid:scim:api:idp:2.0:Password\":{\"password\":\"Zaqaawsx12\"}")
        .statusCode(409)
        .body("scimType", equalTo("uniqueness"))
        .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"));
  }

  @Test
  void aFurtherPasswordIsOneOfItsOwn() {
    // given
    tenants.password(tenant, user);
    create("AT_CUSTPW", ",\"urn:hid:scim:api:idp:2.0:Password\":{\"password\":\"Zaqaawsx12\"}")
        .statusCode(201)
        .body(not(containsString("Zaqaawsx12")));

    // when
    tenant.send("DELETE", path("AT_CUSTPW"), null).statusCode(204);

    // then
    tenant.send("GET", path("AT_EMPPWD"), null).statusCode(200);
  }

  @Test
  void aResetNeverEnablesWhatIsDisabled() {
    create("AT_CUSTPW", ",\"urn:hid:scim:api:idp:2.0:Password\":{\"password\":\"Zaqaawsx12\"}");
    disable("AT_CUSTPW");

    reset("AT_CUSTPW").statusCode(200);

    tenant
        .send("GET", path("AT_CUSTPW"), null)
        .body("status.status", equalTo("DISABLED"))
        .body("status.active", equalTo(false));
  }

  @Test
  void enablingAnEmptyOneMakesNothingActive() {
    create("AT_CUSTOTP", "");
    disable("AT_CUSTOTP");

    tenant
        .send("PUT", path("AT_CUSTOTP"), "{\"status\":{\"status\":\"ENABLED\"}}")
        .statusCode(200)
        .body("status.status", equalTo("ENABLED"))
        .body("status.active", equalTo(false));
  }

  private void disable(String policy) {
    tenant
        .send("PUT", path(policy), "{\"status\":{\"status\":\"DISABLED\"}}")
        .statusCode(200)
        .body("status.status", equalTo("DISABLED"));
  }

  private ValidatableResponse reset(String policy) {
    return tenant.send("POST", path(policy), Golden.request("reset"));
  }

  @Test
  void aPutChangesOnlyWhatItNames() {
    create(
            "AT_CUSTOTP",
            ",\"status\":{\"startDate\":\"0001-01-01T00:00:00Z\",\"expiryDate\":\"9999-12-31T23:59:59+0100\"}")
        .statusCode(201)
        .body("status.startDate", equalTo("0001-01-01T00:00:00+00:00"))
        .body("status.expiryDate", equalTo("9999-12-31T22:59:59+00:00"));

    tenant
        .send("PUT", path("AT_CUSTOTP"), "{\"STATUS\":{\"expiryDate\":null}}")
        .statusCode(200)
        .body("status.startDate", equalTo("0001-01-01T00:00:00+00:00"))
        .body("status", not(hasKey("expiryDate")));
  }

  @Test
  void bothSpellingsOfThePathAndOfListsAreKnown() {
    create("AT_CUSTOTP", "");

    for (var root : List.of("/scim/", "/SCIM/", "/Scim/")) {
      for (var tail : List.of("", "/")) {
        given()
            .header("Authorization", "Bearer " + tenant.token())
            .header("Accept", "text/html")
            .get(
                root
                    + tenant.code()
                    + "/v2/Authenticator"
                    + tail
                    + "?rfc=true&startIndex=0&count=5")
            .then()
            .statusCode(200)
            .contentType(equalTo(Scim.MEDIA_TYPE))
            .body("startIndex", equalTo(1))
            .body("totalResults", equalTo(1))
            .body("Resources[0].id", equalTo(user.number() + ".AT_CUSTOTP"));
      }
    }
  }

  @Test
  void aTenantMayWantListsAsTheStandardCallsThem() {
    tenants
        .store()
        .sql("UPDATE tenant SET standard_lists = true WHERE id = $1 RETURNING id", tenant.id());

    tenant
        .send("GET", "/Authenticator", null)
        .body("Resources", empty())
        .body("$", not(hasKey("resources")));
  }

  @Test
  void whoHasAnEmptyAuthenticatorLogsInAsEver() {
    tenants.password(tenant, user);
    create("AT_EMPOTP", "");
    create("AT_SMK", "");

    var decision = tenants.byAuthenticator(tenant, "jdoe", "AT_EMPPWD", "the first password");
    var vain = tenants.byAuthenticator(tenant, "jdoe", "AT_EMPOTP", "123456");

    assertInstanceOf(Decision.Granted.class, decision);
    assertInstanceOf(Decision.Refused.class, vain);
    tenant
        .send("GET", path("AT_EMPPWD"), null)
        .body("statistics.totalSuccess", equalTo(1))
        .body("statistics.consecutiveSuccess", equalTo(1));
  }

  @Test
  void olderClientsGetTextsAndOneReference() {
    create("AT_CUSTOTP", "");

    tenant
        .send("GET", path("AT_CUSTOTP") + "?api-version=8", null)
        .body("meta.version", equalTo("1"))
        .body("owner.value", equalTo(Long.toString(user.number())))
        .body("owner", not(hasKey("location")))
        .body("owner.$ref", containsString("/Users/" + user.number()));
    tenant
        .send("GET", path("AT_CUSTOTP") + "?api-version=10.3", null)
        .body("meta.version", equalTo(1))
        .body("owner.location", containsString("/Users/" + user.number()))
        .body("owner.$ref", containsString("/Users/" + user.number()));
    tenant.send("GET", path("AT_CUSTOTP") + "?api-version=x", null).statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filter\":\"owner.value eq\"}",
        "{\"filter\":\"password eq x\"}",
        "{\"filter\":\"id sw 1\"}",
        "{\"filter\":\"owner.value eq 1 or 1=1\"}"
      })
  void aFilterThatIsNoneIsRefused(String body) {
    tenant
        .send("POST", "/Authenticator/.search", body)
        .statusCode(400)
        .body("scimType", equalTo("invalidFilter"))
        .body("status", equalTo("400"));
  }

  @Test
  void itIsFoundByEachOfItsNames() {
    create("AT_CUSTOTP", "");
    create("AT_OTP", "");
    tenants.password(tenant, tenants.user(tenant, "other"));
    var id = user.number() + ".AT_OTP";

    for (var filter :
        List.of(
            "id eq " + id,
            "id eq \\\"" + id + "\\\" and owner.value eq " + user.number(),
            "owner.display eq JDOE and policy.value eq AT_OTP",
            "externalId eq jdoe and not (policy.value eq AT_CUSTOTP)",
            "policy.value eq AT_OTP or policy.value eq NOTHING")) {
      tenant
          .send("POST", "/Authenticator/.search", "{\"filter\":\"" + filter + "\"}")
          .statusCode(200)
          .body("resources.id", contains(id));
    }
    tenant
        .send(
            "POST",
            "/Authenticator/.search",
            "{\"filter\":\"owner.value eq "
                + user.number()
                + "\",\"startIndex\":2,\"count\":\"1\"}")
        .body("totalResults", equalTo(2))
        .body("startIndex", equalTo(2))
        .body("resources.id", contains(id));
    tenant
        .send(
            "POST",
            "/Authenticator/.search",
            "{\"filter\":\"owner.display eq \\\"' or 1=1 --\\\"\"}")
        .statusCode(200)
        .body("totalResults", equalTo(0));
  }

  @Test
  void anotherTenantsAreNotThere() {
    var other = tenants.made();
    create("AT_CUSTOTP", "");

    tenant.sendAs(other.token(), "GET", path("AT_CUSTOTP"), null, null).statusCode(404);
    other.send("GET", path("AT_CUSTOTP"), null).statusCode(404);
    other.send("PUT", path("AT_CUSTOTP"), "{}").statusCode(404);
    other.send("POST", path("AT_CUSTOTP"), Golden.request("reset")).statusCode(404);
    other.send("DELETE", path("AT_CUSTOTP"), null).statusCode(404);
    other.send("GET", "/Authenticator", null).body("totalResults", equalTo(0));
  }

  @Test
  void whoSeesSomeUsersSeesTheirAuthenticators() {
    // given
    var group = tenants.store().group(tenant.id(), "staff");
    var seen = tenants.user(tenant, "seen", group);
    tenants.password(tenant, seen);
    tenants.password(tenant, user);
    var caller = tenants.token(tenant.id(), Set.of(Permission.ALL), Set.of(group));

    // then
    tenant
        .sendAs(caller, "GET", "/Authenticator", null, null)
        .body("resources.id", contains(seen.number() + ".AT_EMPPWD"));
    tenant.sendAs(caller, "GET", path("AT_EMPPWD"), null, null).statusCode(404);
    tenant.sendAs(caller, "DELETE", path("AT_EMPPWD"), null, null).statusCode(404);
    tenant.sendAs(caller, "GET", "/Users/" + user.number(), null, null).statusCode(404);
  }

  @Test
  void whoLacksThePermissionIsRefused() {
    create("AT_CUSTOTP", "");
    var viewer = tenants.token(tenant.id(), Set.of(Permission.CREDENTIAL_VIEW), null);
    var reader = tenants.token(tenant.id(), Caller.Access.READ_ONLY, Set.of(Permission.ALL), null);

    for (var caller : List.of(viewer, reader)) {
      tenant.sendAs(caller, "GET", path("AT_CUSTOTP"), null, null).statusCode(200);
      tenant.sendAs(caller, "POST", "/Authenticator/.search", "{}", null).statusCode(200);
      tenant.sendAs(caller, "PUT", path("AT_CUSTOTP"), "{}", null).statusCode(403);
      tenant
          .sendAs(caller, "POST", path("AT_CUSTOTP"), Golden.request("reset"), null)
          .statusCode(403);
      tenant.sendAs(caller, "DELETE", path("AT_CUSTOTP"), null, null).statusCode(403);
      tenant.sendAs(caller, "POST", "/Authenticator", "{}", null).statusCode(403);
    }
    tenant
        .sendAs(
            viewer,
            "POST",
            path("AT_CUSTOTP"),
            "{\"urn:hid:scim:api:idp:2.0:Action\":{\"action\":\"USER-CHALLENGE\"}}",
            null)
        .statusCode(200);
  }

  @Test
  void anEndUsersOwnTokenIsNoClients() {
    var token = tenants.userToken(tenant, user);

    int status = tenant.sendAs(token, "GET", path("AT_EMPPWD"), null, null).extract().statusCode();
    int discovery =
        tenant.sendAs(token, "GET", "/ServiceProviderConfig", null, null).extract().statusCode();

    assertEquals(403, status);
    assertEquals(401, discovery);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"policy\":{\"value\":\"AT_NOTHING\"},\"owner\":{\"value\":\"1\"}}",
        "{\"policy\":{\"value\":\"FIDO2\"},\"owner\":{\"value\":\"1\"}}",
        "{\"policy\":{\"value\":\"AT_CUSTOTP\"}}",
        "{\"policy\":\"AT_CUSTOTP\"}",
        "{\"policy\":{\"value\":\"AT_CUSTOTP\"},\"owner\":{\"display\":\"jdoe\"},\"status\":{\"status\":\"PERHAPS\"}}",
        "{\"policy\":{\"value\":\"AT_CUSTOTP\"},\"owner\":{\"display\":\"jdoe\"},\"status\":{\"startDate\":\"now\"}}",
        "{\"policy\":{\"value\":\"AT_CUSTPW\"},\"owner\":{\"display\":\"jdoe\"}}",
        "{\"policy\":{\"value\":\"AT_CUSTPW\"},\"owner\":{\"display\":\"jdoe\"},\"urn:hid:scim:api:idp:2.0:Password\":{\"password\":\"short\"}}"
      })
  void whatCannotBeMadeIsRefused(String body) {
    tenant
        .send("POST", "/Authenticator", body)
        .statusCode(400)
        .body("scimType", equalTo("invalidValue"))
        .body("errorCode", equalTo(1002));
  }

  @Test
  void anOwnersValueWinsOverTheDisplay() {
    tenants.user(tenant, "other");

    tenant
        .send(
            "POST",
            "/Authenticator",
            "{\"owner\":{\"value\":\""
                + user.number()
                + "\",\"display\":\"other\"},\"policy\":{\"value\":\"AT_OTP\"}}")
        .statusCode(201)
        .body("owner.display", equalTo("jdoe"));
    tenant
        .send(
            "POST",
            "/Authenticator",
            "{\"owner\":{\"value\":\"99999999\",\"display\":\"jdoe\"},\"policy\":{\"value\":\"AT_OTP\"}}")
        .statusCode(404);
  }
}
