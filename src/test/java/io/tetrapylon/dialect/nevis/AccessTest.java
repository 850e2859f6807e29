package io.tetrapylon.dialect.nevis;

import static io.restassured.RestAssured.given;
import static io.tetrapylon.dialect.nevis.NevisTenant.assertError;
import static io.tetrapylon.dialect.nevis.NevisTenant.golden;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what through this API. */
@QuarkusTest
class AccessTest {
  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClientWithAnOathCredential() {
    client = tenants.make();
    client.post("/oath-credentials", golden("oath-create.json")).statusCode(201);
  }

  @Test
  void anApiClientMayShowItsPassword() {
    given()
        .auth()
        .preemptive()
        .basic(tenants.client(client.id()), NevisTenant.PASSWORD)
        .get(client.path("/oath-credentials/cred-123"))
        .then()
        .statusCode(200);
  }

  @Test
  void aWrongPasswordIsNoToken() {
    var accessId = tenants.client(client.id());

    for (var shown : new String[] {"wrong", ""}) {
      given()
          .auth()
          .preemptive()
          .basic(accessId, shown)
          .get(client.path("/oath-credentials/cred-123"))
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .body("errors[0].code", equalTo("errors.invalidJWTToken"));
    }
  }

  @Test
  void aPasswordIsNoUseElsewhere() {
    given()
        .auth()
        .preemptive()
        .basic(tenants.client(client.id()), NevisTenant.PASSWORD)
        .get("/management/v1/tenants/" + client.code() + "/users")
        .then()
        .statusCode(401);
  }

  @Test
  void usersSeeWhatIsTheirOwn() {
    var own = client.as(tenants.userToken(client));

    own.get("/oath-credentials/cred-123").statusCode(200);
    own.get("/oath-credentials").statusCode(200).body("items.size()", equalTo(1));
    own.get("/credentials").statusCode(200).body("items.size()", equalTo(1));
    own.get("/dispatch-targets").statusCode(200);
    own.get("/fido-authenticators").statusCode(200);
  }

  @Test
  void soDoesAClientThatBelongsToTheUser() {
    client
        .as(tenants.tokenOf(client.id(), client.userId()))
        .get("/oath-credentials/cred-123")
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-456", "nobody"})
  void usersDoNotEvenLearnWhetherSomebodyElseIsThere(String other) {
    tenants.user(client.id(), "user-456");

    assertError(
        client.as(tenants.userToken(client)).of(other).get("/oath-credentials/cred-123"),
        403,
        "errors.insufficientRightsFunction",
        "Permission denied: Caller does not have the required right 'AccessControl.CredentialView' to perform this action");
  }

  @Test
  void usersChangeNothing() {
    var own = client.as(tenants.userToken(client));

    own.post("/oath-credentials", golden("oath-create.json")).statusCode(403);
    own.patch("/oath-credentials/cred-123", new JsonObject().put("label", "x")).statusCode(403);
    own.delete("/oath-credentials/cred-123").statusCode(403);
    own.post("/fido-authenticators", golden("uaf-create.json")).statusCode(403);
    own.post("/recovery-codes", new JsonObject()).statusCode(403);
  }

  @Test
  void whoMayOnlyReadReads() {
    var reader = client.as(tenants.readOnlyToken(client.id()));

    reader.get("/oath-credentials/cred-123").statusCode(200);
    reader.delete("/oath-credentials/cred-123").statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /fido-authenticators, AccessControl.CredentialCreate",
    "GET, /fido-authenticators, AccessControl.CredentialView",
    "GET, /fido-authenticators/x, AccessControl.CredentialView",
    "PATCH, /fido-authenticators/x, AccessControl.CredentialChangeState",
    "DELETE, /fido-authenticators/x, AccessControl.CredentialDelete",
    "POST, /oath-credentials, AccessControl.CredentialCreate",
    "GET, /oath-credentials, AccessControl.CredentialView",
    "GET, /oath-credentials/x, AccessControl.CredentialView",
    "PATCH, /oath-credentials/x, AccessControl.CredentialChangeState",
    "DELETE, /oath-credentials/x, AccessControl.CredentialDelete",
    "GET, /credentials, AccessControl.CredentialView",
    "GET, /credentials/x, AccessControl.CredentialView",
    "PATCH, /credentials/x, AccessControl.CredentialChangeState",
    "DELETE, /credentials/x, AccessControl.CredentialDelete",
    "GET, /dispatch-targets, AccessControl.CredentialView",
    "GET, /dispatch-targets/x, AccessControl.CredentialView",
    "PATCH, /dispatch-targets/x, AccessControl.CredentialChangeState",
    "DELETE, /dispatch-targets/x, AccessControl.CredentialDelete",
    "GET, /fido2, AccessControl.CredentialView",
    "GET, /fido2/x, AccessControl.CredentialView",
    "PATCH, /fido2/x, AccessControl.CredentialChangeState",
    "DELETE, /fido2/x, AccessControl.CredentialDelete",
    "POST, /recovery-codes, AccessControl.CredentialCreate",
    "GET, /recovery-codes, AccessControl.CredentialView",
    "GET, /recovery-codes/x, AccessControl.CredentialView",
    "PATCH, /recovery-codes/x, AccessControl.CredentialChangeState",
    "DELETE, /recovery-codes/x, AccessControl.CredentialDelete"
  })
  void eachOperationWantsItsRight(String method, String path, String right) {
    var all =
        new java.util.HashSet<>(
            Set.of(
                Permission.CREDENTIAL_CREATE,
                Permission.CREDENTIAL_VIEW,
                Permission.CREDENTIAL_CHANGE_STATE,
                Permission.CREDENTIAL_DELETE));
    all.remove(right);
    var token = tenants.token(client.id(), all);

    given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body("{}")
        .request(method, client.path(path))
        .then()
        .statusCode(403)
        .body(
            "errors[0].message",
            equalTo(
                "Permission denied: Caller does not have the required right '"
                    + right
                    + "' to perform this action"));
  }
}
