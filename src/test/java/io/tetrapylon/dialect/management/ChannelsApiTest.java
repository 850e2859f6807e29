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
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"host, mail.example.org", "port, 2525", "security, tls", "username, other"})
  void aMaskedPasswordIsNotSentElsewhere(String member, String value) {
    call("PUT /channels/smtp", settings(MAIL)).statusCode(200);
    var moved = new HashMap<>(MAIL);
    moved.put(member, member.equals("port") ? Integer.valueOf(value) : value);
    moved.put("password", "***");

    call("PUT /channels/smtp", settings(moved))
        .statusCode(400)
        .body("detail", containsString("password"))
        .body("detail", containsString(member));

    moved.put("password", "correct horse");
    call("PUT /channels/smtp", settings(moved)).statusCode(200);
  }

  @Test
  void aMaskedPasswordStaysWhereItGoesWhereItWent() {
    call("PUT /channels/smtp", settings(MAIL)).statusCode(200);
    var renamed = new HashMap<>(MAIL);
    renamed.put("from", "another@example.com");
    renamed.put("password", "***");

    call("PUT /channels/smtp", settings(renamed)).statusCode(200);
  }

  @Test
  void aMaskedKeyOfAProviderOfTextMessagesIsNotSentElsewhere() {
    var sms =
        Map.<String, Object>of(
            "url", "https://sms.example.com/send",
            "headers", Map.of("Authorization", "Bearer hunter2"),
            "body", "to={to}&text={text}");
    call("PUT /channels/sms", settings(sms)).statusCode(200);
    var moved = new HashMap<>(sms);
    moved.put("headers", "***");
    moved.put("url", "***");
    call("PUT /channels/sms", settings(moved)).statusCode(200);

    moved.put("url", "https://elsewhere.example.org/send");

    call("PUT /channels/sms", settings(moved))
        .statusCode(400)
        .body("detail", containsString("headers"))
        .body(not(containsString("hunter2")));
  }

  @Test
  void aMaskedKeyOfApnsDoesNotSignForAnotherEndpoint() {
    var apns =
        Map.<String, Object>of(
            "teamId", "TEAM",
            "keyId", "KEY",
            "topic", "com.example.app",
            "privateKey", key());
    call("PUT /channels/apns", settings(apns)).statusCode(200);
    var moved = new HashMap<>(apns);
    moved.put("privateKey", "***");
    moved.put("endpoint", "https://elsewhere.example.org");

    call("PUT /channels/apns", settings(moved)).statusCode(400);

    moved.remove("endpoint");
    call("PUT /channels/apns", settings(moved)).statusCode(200);
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

  private static String key() {
    try {
      var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----";
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
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
