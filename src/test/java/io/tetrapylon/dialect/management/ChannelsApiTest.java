package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of channels as an operator's tool sees them. */
@QuarkusTest
class ChannelsApiTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Map<String, Object> MAIL =
      Map.of(
          "host", "mail.example.com",
          "port", 587,
          "username", "login",
          "password", "correct horse",
          "from", "login@example.com");

  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;
  @Inject ChannelSettings channels;

  UUID tenant;
  String code;
  String admin;

  @BeforeEach
  void aTenantWithAnAdministrator() {
    tenant = tenants.tenant();
    code = managed.code(tenant);
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
  }

  @Test
  void secretsGoInAndDoNotComeOut() {
    call("PUT /channels/smtp", settings(MAIL))
        .statusCode(200)
        .header("ETag", equalTo("\"0\""))
        .body("channel", equalTo("smtp"))
        .body("settings.host", equalTo("mail.example.com"))
        .body("settings.port", equalTo(587))
        .body("settings.password", equalTo("***"));

    call("GET /channels/smtp", "").statusCode(200).body(not(containsString("correct horse")));
    call("GET /channels", "")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items.channel", contains("smtp"))
        .body("items[0].settings.password", equalTo("***"));
    assertFalse(stored().contains("mail.example.com"));
    assertFalse(trail().contains("correct horse"));
  }

  @Test
  void aSecretThatIsSentBackMaskedStays() {
    call("PUT /channels/webhook", settings(Map.of("secret", SECRET))).statusCode(200);
    var before = tenants.await(() -> channels.list(tenant)).get(0);

    call("PUT /channels/webhook", settings(Map.of("secret", "***"))).statusCode(200);

    assertEquals(before.version() + 1, version());
    call("PUT /channels/webhook", settings(Map.of("secret", "hunter2")))
        .statusCode(400)
        .body(not(containsString("hunter2")));
  }

  @Test
  void aKeyPairForWebPushIsMadeAndItsPublicHalfTold() {
    String key =
        call("PUT /channels/web-push", settings(Map.of("subject", "mailto:ops@example.org")))
            .statusCode(200)
            .body("settings.privateKey", equalTo("***"))
            .extract()
            .path("settings.publicKey");

    assertEquals(87, key.length());
    assertEquals(key, tenants.await(() -> channels.webPushKey(tenant)).orElseThrow());
  }

  @Test
  void aChangeOfWhatHasChangedSinceIsRefused() {
    call("PUT /channels/smtp", settings(MAIL)).statusCode(200);
    call("PUT /channels/smtp", settings(MAIL)).statusCode(200).header("ETag", equalTo("\"1\""));

    send(as(admin).header("If-Match", "\"0\""), code, "PUT /channels/smtp", settings(MAIL))
        .statusCode(412);
    send(as(admin).header("If-Match", "\"0\""), code, "DELETE /channels/smtp", "").statusCode(412);
    call("DELETE /channels/smtp", "").statusCode(204);
    call("DELETE /channels/smtp", "").statusCode(404);
    call("GET /channels/smtp", "").statusCode(404);
  }

  @Test
  void whatIsNoSettingIsTold() {
    call("PUT /channels/smtp", settings(Map.of("from", "x@example.com")))
        .statusCode(400)
        .body(containsString("host"));
    call("PUT /channels/smtp", Map.of()).statusCode(400);
    call("PUT /channels/pigeon", settings(MAIL)).statusCode(404);
  }

  @Test
  void onlyWhoMayChangeTheTenantChangesItsChannels() {
    var viewer = managed.token(tenant, Set.of(Permission.TENANT_VIEW), null);

    send(as(viewer), code, "GET /channels", "").statusCode(200);
    send(as(viewer), code, "PUT /channels/smtp", settings(MAIL)).statusCode(403);
    send(as(admin), managed.code(tenants.tenant()), "GET /channels", "").statusCode(404);
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), code, route, body);
  }

  private static Map<String, Object> settings(Map<String, Object> settings) {
    return Map.of("settings", settings);
  }

  private long version() {
    return tenants.await(() -> channels.list(tenant)).get(0).version();
  }

  private String stored() {
    var sealed =
        tenants
            .sql("SELECT sealed_settings FROM channel_settings WHERE tenant_id = $1", tenant)
            .getBuffer(0);
    return sealed.toString(StandardCharsets.ISO_8859_1);
  }

  private String trail() {
    return tenants
        .sql("SELECT string_agg(a::text, ' ') FROM audit_event a WHERE tenant_id = $1", tenant)
        .getString(0);
  }
}
