package io.tetrapylon.dialect.hidscim;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.EnrolmentRequest.Scanned;
import io.tetrapylon.device.Enrolments;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import io.tetrapylon.user.User;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices as clients of this API announce, provision, assign and remove them. */
@QuarkusTest
class DevicesTest {
  @Inject HidTenant tenants;
  @Inject EnrolledTenant phones;
  @Inject Enrolments enrolments;

  Made tenant;
  User user;

  @BeforeEach
  void aUser() {
    tenant = tenants.made();
    user = tenants.user(tenant, "jdoe");
  }

  private ValidatableResponse provision(String type, String policy, String more) {
    return tenant.send(
        "POST",
        "/Device/Provision",
        """
        {"schemas":["urn:hid:scim:api:idp:2.0:Provision"],"deviceType":"%s","owner":{"value":"%d"},
         "attributes":[{"name":"AUTH_TYPE","value":"%s","readOnly":false}]%s}"""
            .formatted(type, user.number(), policy, more));
  }

  @Test
  void aTokenIsProvisionedInOneStep() {
    // when
    var made =
        provision("DT_APPR_OT", "AT_EMPOTP", "")
            .statusCode(201)
            .body("deviceType", equalTo("DT_APPR_OT"))
            .body(
                "attributes[0].value",
                matchesPattern("otpauth://totp/Acme:jdoe\\?secret=([A-Z2-7]+)&issuer=Acme&.*"))
            .body("owner.value", equalTo((int) user.number()));
    String id = made.extract().path("id");

    // then
    tenant
        .send("GET", "/Device/" + id, null)
        .statusCode(200)
        .body("type", equalTo("DT_APPR_OT"))
        .body("status.status", equalTo("ACTIVE"))
        .body("status.active", equalTo(true))
        .body("owner.display", equalTo("jdoe"))
        .body(not(containsString("secret")));
    tenant
        .send("GET", "/Authenticator/" + user.number() + ".AT_EMPOTP", null)
        .statusCode(200)
        .body("status.active", equalTo(true));
    provision("DT_APPR_OT", "AT_EMPOTP", "")
        .statusCode(409)
        .body("scimType", equalTo("uniqueness"));
    provision("DT_APPR_OT", "AT_SMK", "").statusCode(400);
  }

  @Test
  void aTokenComesIntoTheAuthenticatorThatWasMadeForIt() {
    tenant
        .send(
            "POST",
            "/Authenticator",
            "{\"owner\":{\"value\":" + user.number() + "},\"policy\":{\"value\":\"AT_CUSTOTP\"}}")
        .statusCode(201)
        .body("status.active", equalTo(false));

    provision("DT_APPR_OT", "AT_CUSTOTP", "").statusCode(201);

    tenant
        .send("GET", "/Authenticator/" + user.number() + ".AT_CUSTOTP", null)
        .body("status.active", equalTo(true));
    tenant.send("GET", "/Authenticator", null).body("totalResults", equalTo(1));
  }

  @Test
  void aPhoneIsAnnouncedInvitedAndEnrolsUnderItsNumber() {
    // given
    String number =
        tenant
            .send(
                "POST",
                "/Device/?api-version=7",
                """
                {"schemas":["urn:hid:scim:api:idp:2.0:Device"],"externalId":"myExternalId","type":"DT_TDSV4",
                 "status":{"status":"PENDING","expiryDate":"2039-06-12T14:46:58+02:00","startDate":"2017-06-12T14:46:58+02:00"}}""")
            .statusCode(201)
            .body("status.status", equalTo("PENDING"))
            .body("status.active", equalTo(false))
            .body("status.expiryDate", equalTo("2039-06-12T12:46:58Z"))
            .body("$", not(hasKey("owner")))
            .extract()
            .path("id");

    // when
    String payload =
        provision(
                "DT_TDSV4",
                "AT_TDS",
                ",\"description\":\"did=" + number + ",url=https://x/tenant,mod=GEN,sec=\"")
            .statusCode(201)
            .body("id", equalTo(number))
            .body("status.status", equalTo("UNPROCESSED"))
            .extract()
            .path("attributes[0].value");
    enrol(payload);

    // then
    tenant
        .send("GET", "/Device/" + number, null)
        .statusCode(200)
        .body("externalId", equalTo("myExternalId"))
        .body("status.status", equalTo("ACTIVE"));
    tenant
        .send(
            "POST",
            "/Authenticator/.search",
            "{\"filter\":\"owner.value eq " + user.number() + "\"}")
        .body("resources.id", hasItems(user.number() + ".AT_SMK", user.number() + ".AT_TDS"))
        .body("resources.status.active", contains(true, true));
    tenant
        .send(
            "POST",
            "/Device/.search",
            "{\"filter\":\"externalId eq myExternalId and type eq DT_TDSV4\",\"sortBy\":\"id\",\"sortOrder\":\"descending\",\"startIndex\":0,\"count\":100}")
        .body("resources.id", contains(number));
  }

  private void enrol(String payload) {
    var scanned = new Scanned(payload.replaceFirst(".*&secret=", ""));
    var request = EnrolledTenant.request(tenant.code(), scanned, TestPhone.es256(user.number()));
    tenants.store().await(() -> enrolments.complete(request, null));
  }

  @Test
  void whatIsSignedMayBeShutApartFromPushes() {
    // given
    phones.enrol(tenant.id(), user.id(), TestPhone.es256(user.number()));
    var tds = "/Authenticator/" + user.number() + ".AT_TDS";

    // when
    tenant.send("PUT", tds, "{\"status\":{\"status\":\"DISABLED\"}}").statusCode(200);

    // then
    tenant.send("GET", tds, null).body("status.status", equalTo("DISABLED"));
    tenant
        .send("GET", "/Authenticator/" + user.number() + ".AT_SMK", null)
        .body("status.active", equalTo(true));
    deliver(".AT_TDS", "{amount,1}", "").statusCode(400);
    deliver(user.number() + ".AT_TDS", "{amount,1}", "").statusCode(403);
    tenant.send("DELETE", tds, null).statusCode(204);
    tenant.send("DELETE", tds, null).statusCode(409);
    deliver(user.number() + ".AT_TDS", "{amount,1}", "").statusCode(200);
  }

  private ValidatableResponse deliver(String id, String tds, String more) {
    return tenant.send(
        "POST",
        "/Authenticator/" + id,
        """
        {"urn:hid:scim:api:idp:2.0:Action":{"action":"DELIVER-CHALLENGE","attributes":[
          {"name":"tds","value":"%s"},{"name":"DEVICETYPE","value":"DT_TDSV4"}%s]}}"""
            .formatted(tds, more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "amount",
        "{amount}",
        "{amount,1},",
        "{amount,1}{b,2}",
        "{a,\\u0000}",
        "{a,{b}}"
      })
  void whatCannotBeSignedIsRefused(String tds) {
    phones.enrol(tenant.id(), user.id(), TestPhone.es256(user.number()));

    deliver(user.number() + ".AT_TDS", tds, "").statusCode(400);
  }

  @Test
  void aCallbackThatIsNoneIsRefused() {
    phones.enrol(tenant.id(), user.id(), TestPhone.es256(user.number()));

    deliver(
            user.number() + ".AT_TDS",
            "{amount,1}",
            ",{\"name\":\"correlationid\",\"value\":\"a b:c\"}")
        .statusCode(400);
    deliver(
            user.number() + ".AT_TDS",
            "{amount,1}",
            ",{\"name\":\"correlationid\",\"value\":\"c8330849-a9a2:dc3f84d8-6042\"}")
        .statusCode(200);
  }

  @Test
  void anotherUsersDeviceIsNotThere() {
    var other = tenants.user(tenant, "other");
    var phone = phones.enrol(tenant.id(), other.id(), TestPhone.es256(other.number()));

    tenant
        .send(
            "POST",
            "/Authenticator/" + user.number() + ".AT_TDS",
            """
            {"urn:hid:scim:api:idp:2.0:Action":{"action":"DELIVER-CHALLENGE","attributes":[
              {"name":"tds","value":"{a,1}"},{"name":"DEVICE.ID","value":"%d"}]}}"""
                .formatted(phone.number()))
        .statusCode(404);
  }

  @Test
  void aDeviceIsAssignedRenamedSuspendedAndRemoved() {
    String id =
        tenant
            .send("POST", "/Device", "{\"type\":\"DT_APPR_OT\",\"externalId\":\"0973494699-1\"}")
            .statusCode(201)
            .extract()
            .path("id");
    tenant
        .send("POST", "/Device", "{\"type\":\"DT_APPR_OT\",\"externalId\":\"0973494699-1\"}")
        .statusCode(409);
    tenant.send("POST", "/Device", "{\"type\":\"DT_NONE\"}").statusCode(400);

    tenant
        .send(
            "PUT",
            "/Device/" + id,
            """
            {"schemas":["urn:hid:scim:api:idp:2.0:Device"],"id":"%s","owner":{"display":"jdoe"},
             "status":{"status":"ACTIVE","active":true,"expiryDate":"2045-11-30T11:54:31+0100","startDate":"2020-11-30T11:54:31+0100"}}"""
                .formatted(id),
            "W/\"1\"")
        .statusCode(200)
        .body("owner.display", equalTo("jdoe"))
        .body("status.status", equalTo("PENDING"))
        .body("status.expiryDate", equalTo("2045-11-30T10:54:31+00:00"))
        .body("meta.version", equalTo(2));
    tenant.send("PUT", "/Device/" + id, "{\"friendlyName\":\"x\"}", "W/\"1\"").statusCode(412);
    provision("DT_APPR_OT", "AT_OTP", ",\"description\":\"did=" + id + "\"")
        .statusCode(201)
        .body("id", equalTo(id));
    tenant
        .send(
            "PUT",
            "/Device/" + id,
            "{\"friendlyName\":\"Fob\",\"status\":{\"status\":\"SUSPENDED\"}}")
        .statusCode(200)
        .body("friendlyName", equalTo("Fob"))
        .body("status.status", equalTo("SUSPENDED"))
        .body("externalId", equalTo("0973494699-1"));
    tenant
        .send("GET", "/Authenticator/" + user.number() + ".AT_OTP", null)
        .body("status.status", equalTo("DISABLED"));
    tenant.send("PUT", "/Device/" + id, "{\"externalId\":\"y\"}").statusCode(400);
    tenant.send("DELETE", "/Device/" + id, null).statusCode(204);
    tenant.send("GET", "/Device/" + id, null).statusCode(404);
  }

  @Test
  void theDeviceTypesAreListed() {
    var types =
        given()
            .header("Authorization", "Bearer " + tenant.token())
            .get("/configuration/" + tenant.code() + "/v2/Device/Type")
            .then()
            .statusCode(200)
            .body("resources.id", hasItems("DT_OOBEML", "DT_OOBSMS", "DT_APPR_OT", "DT_TDSV4"));
    assertEquals(4, types.extract().<Integer>path("totalResults"));
  }

  @Test
  void anotherTenantsDevicesAreNotThere() {
    var other = tenants.made();
    String id = provision("DT_APPR_OT", "AT_EMPOTP", "").extract().path("id");

    other.send("GET", "/Device/" + id, null).statusCode(404);
    other.send("PUT", "/Device/" + id, "{}").statusCode(404);
    other.send("DELETE", "/Device/" + id, null).statusCode(404);
    other.send("GET", "/Device", null).body("totalResults", equalTo(0));
    other
        .send(
            "POST",
            "/Device/Provision",
            "{\"deviceType\":\"DT_APPR_OT\",\"owner\":{\"value\":\"" + user.number() + "\"}}")
        .statusCode(404);
  }
}
