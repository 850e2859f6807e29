package io.tetrapylon.dialect.nevis;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FIDO2 credentials in this API, and the same ones in STA's. */
@QuarkusTest
class Fido2SiblingTest {
  private static final String PATH = "/fido2";
  private static final String ONE = PATH + "/key-1";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClient() {
    client = tenants.make();
    tenants.sql(
        "UPDATE tenant SET licence_fido = true, sta_import = true WHERE id = $1", client.id());
  }

  @Test
  void aCredentialIsListedAndRead() {
    credential("ACTIVE", "INLINE");

    client.get(PATH).statusCode(200).body("items.size()", equalTo(1));
    client
        .get(ONE)
        .statusCode(200)
        .body("type", equalTo("FIDO2 Authenticator"))
        .body("credentialId", equalTo("YQ"))
        .body("rpId", equalTo("rp.example"))
        .body("userFriendlyName", equalTo("Key"));
    client.get("/credentials/key-1").statusCode(200).body("stateName", equalTo("active"));
  }

  @Test
  void whatIsDisabledHereIsSuspendedThereAndBack() {
    credential("ACTIVE", "INLINE");

    client.patch(ONE, new JsonObject().put("stateName", "disabled")).statusCode(200);
    sta("GET", null).body("state", equalTo("suspended"));

    sta("PATCH", "{\"state\":\"active\"}").statusCode(200);
    client.get(ONE).body("stateName", equalTo("active"));

    sta("PATCH", "{\"state\":\"suspended\"}").statusCode(200);
    client.get(ONE).body("stateName", equalTo("disabled"));
  }

  @Test
  void whatIsLockedHereIsLockedThere() {
    credential("ACTIVE", "INLINE");

    client.patch(ONE, new JsonObject().put("stateName", "reset-code")).statusCode(200);

    sta("GET", null).body("state", equalTo("locked"));
    client.get(ONE).body("stateName", equalTo("reset-code"));
  }

  @Test
  void whatItsOwnerNeverProvedIsNotMadeActive() {
    credential("INITIAL", "IMPORTED");

    for (var path : new String[] {ONE, "/credentials/key-1"}) {
      client
          .patch(path, new JsonObject().put("stateName", "active"))
          .statusCode(422)
          .body("errors[0].code", equalTo("errors.inconsistentData"));
    }
    client.patch(ONE, new JsonObject().put("stateName", "disabled")).statusCode(200);
    client.patch(ONE, new JsonObject().put("stateName", "active")).statusCode(422);
  }

  @Test
  void whatIsDeletedHereIsGoneThere() {
    credential("ACTIVE", "INLINE");

    client.delete(ONE).statusCode(204);

    sta("GET", null).statusCode(404);
  }

  private void credential(String state, String provenance) {
    var id = UUID.randomUUID();
    tenants.sql(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, created_at, modified_at)
        SELECT tenant_id, $2, $3, id, 'FIDO2', 'key-1', 'Key', $4, now(), now()
          FROM credential_policy WHERE tenant_id = $1 AND code = 'FIDO2'""",
        client.id(),
        id,
        client.userId(),
        state);
    tenants.sql(
        """
        INSERT INTO credential_fido2 (tenant_id, credential_id, webauthn_id, rp_id, aaguid, cose_key, cose_algorithm, provenance,
               attestation_format, attestation, transports, backup_eligible, backed_up)
        VALUES ($1, $2, '\\x61', 'rp.example', $2, '\\x00', -7, $3, 'none', 'NONE', '{}', false, false)""",
        client.id(),
        id,
        provenance);
  }

  private ValidatableResponse sta(String method, @org.jspecify.annotations.Nullable String body) {
    var request =
        given().header("apikey", tenants.apiKey(client.id())).contentType(ContentType.JSON);
    if (body != null) {
      request.body(body);
    }
    return request
        .request(
            method,
            "/api/v1/tenants/" + client.code() + "/users/" + userId() + "/authenticators/YQ")
        .then();
  }

  private String userId() {
    var id = client.userId();
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
