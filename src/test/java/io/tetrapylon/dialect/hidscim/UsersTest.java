package io.tetrapylon.dialect.hidscim;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users as clients of this API make, find and change them. */
@QuarkusTest
class UsersTest {
  private static final String AUTHENTICATORS =
      "'urn:hid:scim:api:idp:2.0:UserAuthenticator'.authenticators";
  private static final String ATTRIBUTES = "'urn:hid:scim:api:idp:2.0:UserAttribute'.attributes";

  @Inject HidTenant tenants;

  Made tenant;

  @BeforeEach
  void aTenant() {
    tenant = tenants.made();
  }

  private ValidatableResponse create() {
    return tenant.send(
        "POST",
        "/Users",
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:hid:scim:api:idp:2.0:Attribute"],
         "externalId":"jdoe@example.com","name":{"familyName":"Doe","givenName":"Jane"},
         "emails":[{"value":"jdoe@example.com","type":"work"}],"groups":[{"value":"UG_ROOT"}],
         "urn:hid:scim:api:idp:2.0:UserAttribute":{"attributes":[{"name":"ATR_MOBILE","type":"string","value":"+41 1"},
           {"name":"ATR_CIBACB","value":"https://example.com/x"}]},"meta":{"resourceType":"User"}}""");
  }

  @Test
  void aUserIsMadeAsTheApisSamplesMakeOne() {
    String id =
        create()
            .statusCode(201)
            .body("userName", equalTo("jdoe@example.com"))
            .body("externalId", equalTo("jdoe@example.com"))
            .body("active", equalTo(true))
            .body("name.familyName", equalTo("Doe"))
            .body("emails[0].value", equalTo("jdoe@example.com"))
            .body("phoneNumbers[0].value", equalTo("+41 1"))
            .body("groups", empty())
            .body(
                ATTRIBUTES + ".name",
                containsInAnyOrder("EMAIL", "ATR_MOBILE", "ATR_CIBACB", "FIRSTNAME", "LASTNAME"))
            .body(AUTHENTICATORS, empty())
            .extract()
            .path("id");
    create().statusCode(409).body("scimType", equalTo("uniqueness"));
    tenant.send("GET", "/Users/" + id, null).statusCode(200).body("id", equalTo(id));
    tenant.send("GET", "/Users/x", null).statusCode(404);
  }

  @Test
  void usersAreFoundByWhatClientsKnowThemBy() {
    create();
    var group = tenants.store().group(tenant.id(), "USG_FTEMP");
    var member = tenants.user(tenant, "member", group);
    tenants.password(tenant, member);

    for (var filter :
        List.of(
            "userName eq \\\"JDOE@example.com\\\"",
            "username eq jdoe@example.com",
            "externalId eq \\\"jdoe@example.com\\\"",
            "emails.value sw jdoe and not (userName eq member)",
            "emails[type eq \\\"work\\\" and value co \\\"@example\\\"]",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName ew .com",
            "phoneNumbers pr and active eq true")) {
      search(filter).body("resources.userName", contains("jdoe@example.com"));
    }
    for (var filter :
        List.of(
            "groups.value eq USG_FTEMP", "groups eq \\\"USG_FTEMP\\\"", "externalId eq member")) {
      search(filter)
          .body("resources.userName", contains("member"))
          .body(
              "resources[0]." + AUTHENTICATORS + ".value", contains(member.number() + ".AT_EMPPWD"))
          .body(
              "resources[0]." + AUTHENTICATORS + "[0].$ref",
              containsString("/Authenticator/" + member.number() + ".AT_EMPPWD"));
    }
    search("groups eq \\\"UG_ROOT\\\"").body("totalResults", equalTo(2));
    search("userName eq \\\"' or true --\\\"").body("totalResults", equalTo(0));
    search("groups.value eq \\\"%'); drop table app_user; --\\\"").body("totalResults", equalTo(0));
  }

  private ValidatableResponse search(String filter) {
    return tenant
        .send(
            "POST",
            "/Users/.search",
            "{\"filter\":\"" + filter + "\",\"count\":100,\"startIndex\":0}")
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Users", "/Device", "/Authenticator"})
  void aSearchIsPostedAndNothingElse(String collection) {
    for (var method : new String[] {"GET", "PUT", "DELETE"}) {
      tenant
          .send(method, collection + "/.search", method.equals("PUT") ? "{}" : null)
          .statusCode(405)
          .header("Allow", equalTo("POST, OPTIONS"));
    }
  }

  @Test
  void listsAreSortedPagedAndNarrowed() {
    for (var name : List.of("b", "c", "a")) {
      tenants.user(tenant, name);
    }

    sorted("userName", "ascending").body("resources.userName", contains("a", "b", "c"));
    sorted("userName", "descending").body("resources.userName", contains("c", "b", "a"));
    sorted("id", "descending").body("resources.userName", contains("a", "c", "b"));
    tenant
        .send(
            "GET", "/Users?startIndex=2&count=1&sortBy=userName&rfc=true&attributes=userName", null)
        .statusCode(200)
        .body("totalResults", equalTo(3))
        .body("itemsPerPage", equalTo(1))
        .body("Resources[0].userName", equalTo("b"))
        .body("Resources[0]", not(hasKey("active")))
        .body("Resources[0]", hasKey("id"));
    tenant
        .send("GET", "/Users?count=0", null)
        .body("totalResults", equalTo(3))
        .body("resources", empty());
    tenant.send("GET", "/Users?startIndex=9999", null).body("totalResults", equalTo(3));
  }

  private ValidatableResponse sorted(String by, String order) {
    return tenant
        .send(
            "POST", "/Users/.search", "{\"sortBy\":\"" + by + "\",\"sortOrder\":\"" + order + "\"}")
        .statusCode(200);
  }

  @Test
  void aPutChangesWhatItNamesAndAPatchWhatItsOperationsName() {
    String id = create().extract().path("id");
    tenants.store().group(tenant.id(), "staff");

    tenant
        .send(
            "PUT",
            "/Users/" + id,
            "{\"userName\":\"jane\",\"active\":false,\"groups\":[{\"value\":\"staff\"}]}",
            "W/\"2\"")
        .statusCode(200)
        .body("userName", equalTo("jane"))
        .body("active", equalTo(false))
        .body("emails[0].value", equalTo("jdoe@example.com"))
        .body("groups.value", contains("staff"));
    tenant.send("PUT", "/Users/" + id, "{\"userName\":\"x\"}", "W/\"2\"").statusCode(412);
    tenant
        .send(
            "PATCH",
            "/Users/" + id,
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
              {"op":"Replace","path":"active","value":true},
              {"op":"add","value":{"name.givenName":"Joan","title":"Dr"}},
              {"op":"remove","path":"emails[type eq \\"work\\"]"},
              {"op":"remove","path":"groups[value eq \\"staff\\"]"},
              {"op":"replace","path":"phoneNumbers","value":[{"value":"+41 2"}]}]}""")
        .statusCode(200)
        .body("active", equalTo(true))
        .body("name.givenName", equalTo("Joan"))
        .body("name.familyName", equalTo("Doe"))
        .body("title", equalTo("Dr"))
        .body("$", not(hasKey("emails")))
        .body("groups", empty())
        .body("phoneNumbers[0].value", equalTo("+41 2"));
    tenant
        .send(
            "PATCH",
            "/Users/" + id,
            "{\"Operations\":[{\"op\":\"replace\",\"path\":\"shoeSize\",\"value\":1}]}")
        .statusCode(400)
        .body("scimType", equalTo("invalidPath"));
    tenant.send("PUT", "/Users/" + id, "{\"groups\":[{\"value\":\"nobody\"}]}").statusCode(400);
    tenant.send("DELETE", "/Users/" + id, null, "W/\"1\"").statusCode(412);
    tenant.send("DELETE", "/Users/" + id, null).statusCode(204);
    tenant.send("GET", "/Users/" + id, null).statusCode(404);
  }

  @Test
  void whoMaySeeUsersOnlyDoesNotSeeWhatTheyAuthenticateWith() {
    var user = tenants.user(tenant, "jdoe");
    tenants.password(tenant, user);
    var viewer = tenants.token(tenant.id(), Set.of(Permission.USER_VIEW), null);

    tenant
        .sendAs(viewer, "GET", "/Users/" + user.number(), null, null)
        .statusCode(200)
        .body(AUTHENTICATORS, empty());
    tenant.sendAs(viewer, "PUT", "/Users/" + user.number(), "{}", null).statusCode(403);
    tenant.sendAs(viewer, "GET", "/Authenticator", null, null).statusCode(403);
  }

  @Test
  void anotherTenantsUsersAreNotThere() {
    var user = tenants.user(tenant, "jdoe");
    var other = tenants.made();

    other.send("GET", "/Users/" + user.number(), null).statusCode(404);
    other.send("PUT", "/Users/" + user.number(), "{}").statusCode(404);
    other
        .send(
            "PATCH",
            "/Users/" + user.number(),
            "{\"Operations\":[{\"op\":\"remove\",\"path\":\"emails\"}]}")
        .statusCode(404);
    other.send("DELETE", "/Users/" + user.number(), null).statusCode(404);
    other.send("GET", "/Users", null).body("totalResults", equalTo(0));
  }
}
