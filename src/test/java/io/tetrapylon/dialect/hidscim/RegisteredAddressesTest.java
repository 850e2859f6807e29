package io.tetrapylon.dialect.hidscim;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Addresses that a SCIM client registers, and the codes that go there, from end to end by requests
 * alone.
 */
@QuarkusTest
class RegisteredAddressesTest {
  private static final Pattern DIGITS = Pattern.compile("\\b[0-9]{6}\\b");

  @Inject HidTenant tenants;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private SMTPServer mailServer;
  private HttpServer provider;

  Made tenant;
  String user;

  @BeforeEach
  void aTenantThatSendsCodes() throws IOException {
    start();
    tenant = tenants.made();
    tenants
        .store()
        .sql(
            "UPDATE tenant SET allowed_hosts = '{localhost}' WHERE id = $1 RETURNING id",
            tenant.id());
    manage(
        "PUT",
        "/channels/smtp",
        "{\"settings\":{\"host\":\"localhost\",\"port\":%d,\"security\":\"none\",\"from\":\"login@example.com\"}}"
            .formatted(mailServer.getPortAllocated()));
    manage(
        "PUT",
        "/channels/sms",
        "{\"settings\":{\"url\":\"http://localhost:%d/sms\",\"body\":\"to={to}&text={text}\"}}"
            .formatted(provider.getAddress().getPort()));
    manage("PUT", "/code-rules", "{\"emailEnabled\":true,\"spacingSeconds\":0}");
    manage("POST", "/groups", "{\"name\":\"staff\"}");
    resource(71, "email");
    resource(72, "sms");
    user =
        tenant
            .send(
                "POST",
                "/Users?api-version=8",
                """
                {"userName":"jdoe","emails":[{"value":"jdoe@example.com"}],
                 "phoneNumbers":[{"value":"+41790000000"}],"groups":[{"value":"staff"}]}""")
            .statusCode(201)
            .extract()
            .path("id");
  }

  private void start() throws IOException {
    mailServer =
        SMTPServer.port(0)
            .hostName("localhost")
            .messageHandler((context, from, to, data) -> messages.add(to + " " + mail(data)))
            .build();
    mailServer.start();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          messages.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    provider.start();
  }

  private static String mail(byte[] data) {
    var text = new String(data, StandardCharsets.UTF_8);
    var body = text.substring(text.indexOf("\r\n\r\n") + 4);
    return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
  }

  private void resource(int number, String method) {
    manage("POST", "/resources", "{\"id\":%d,\"name\":\"%s\"}".formatted(number, method));
    manage(
        "POST",
        "/access-policies",
        "{\"name\":\"%2$s\",\"groups\":[\"staff\"],\"resources\":[%1$d],\"methods\":[\"%2$s\"]}"
            .formatted(number, method));
  }

  @AfterEach
  void stop() {
    mailServer.stop();
    provider.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "AT_OOBEML, DT_OOBEML, email, 71, jdoe@example.com",
    "AT_OOBSMS, DT_OOBSMS, sms, 72, to=+41790000000"
  })
  void aCodeGoesToTheRegisteredAddressAndLetsInOnce(
      String policy, String type, String method, int resource, String address) throws Exception {
    // given
    register(policy, type).statusCode(201).body("status.active", equalTo(true));

    // when
    String id = send(resource, method).statusCode(202).extract().path("id");
    var message = messages.poll(20, TimeUnit.SECONDS);

    // then
    assertTrue(message != null && message.startsWith(address), message);
    var digits = digits(message);
    check(resource, method, id, digits).statusCode(200).body("authorized", equalTo(true));
    check(resource, method, id, digits).statusCode(403).body("code", equalTo("code-wrong"));
    authenticator(policy)
        .statusCode(200)
        .body("statistics.totalSuccess", equalTo(1))
        .body("statistics.totalFailed", equalTo(0));
  }

  @Test
  void nothingGoesToAnAddressThatIsShutOrTakenBack() throws Exception {
    // given
    register("AT_OOBEML", "DT_OOBEML").statusCode(201);
    String id = send(71, "email").statusCode(202).extract().path("id");
    var digits = digits(messages.poll(20, TimeUnit.SECONDS));
    var path = "/Authenticator/" + user + ".AT_OOBEML";

    // then
    tenant.send("PUT", path, "{\"status\":{\"status\":\"DISABLED\"}}").statusCode(200);
    check(71, "email", id, digits).statusCode(403);
    send(71, "email").statusCode(202);
    tenant.send("PUT", path, "{\"status\":{\"status\":\"ENABLED\"}}").statusCode(200);
    tenant
        .send(
            "POST",
            path,
            "{\"urn:hid:scim:api:idp:2.0:Action\":{\"action\":\"UNREGISTER-OOB\",\"attributes\":[]}}")
        .statusCode(200);
    authenticator("AT_OOBEML").statusCode(404);
    check(71, "email", id, digits).statusCode(403);
    send(71, "email").statusCode(202);
    register("AT_OOBEML", "DT_OOBEML").statusCode(201);
    send(71, "email").statusCode(202);
    assertTrue(messages.poll(20, TimeUnit.SECONDS) != null);
    assertEquals(0, messages.size());
  }

  @Test
  void aCodeThatWasSentIsNoPasswordAtTheTokenEndpoint() throws Exception {
    register("AT_OOBEML", "DT_OOBEML").statusCode(201);
    send(71, "email").statusCode(202);
    var digits = digits(messages.poll(20, TimeUnit.SECONDS));

    var decision = tenants.byAuthenticator(tenant, "jdoe", "AT_OOBEML", digits);

    assertTrue(decision instanceof io.tetrapylon.authentication.Decision.Refused);
  }

  private ValidatableResponse register(String policy, String type) {
    return tenant
        .send(
            "POST",
            "/Authenticator",
            """
            {"schemas":["urn:hid:scim:api:idp:2.0:Authenticator"],"owner":{"value":"%s"},"policy":{"value":"%s"},
             "urn:hid:scim:api:idp:2.0:Action":{"action":"REGISTER-OOB","attributes":[{"name":"OOB_DEVICETYPE_CODE","value":"%s"}]}}"""
                .formatted(user, policy, type))
        .body("id", startsWith(user + "."));
  }

  private ValidatableResponse authenticator(String policy) {
    return tenant.send("GET", "/Authenticator/" + user + "." + policy, null);
  }

  private ValidatableResponse send(int resource, String method) {
    return login(resource, "", "{\"login\":\"jdoe\",\"type\":\"%s\"}".formatted(method));
  }

  private ValidatableResponse check(int resource, String method, String id, String digits) {
    var body = "{\"login\":\"jdoe\",\"type\":\"%s\",\"code\":\"%s\"}".formatted(method, digits);
    return login(resource, "/" + id, body);
  }

  private ValidatableResponse login(int resource, String below, String body) {
    return json(body).post("/login/v1/resources/" + resource + "/codes" + below).then();
  }

  private void manage(String method, String path, String body) {
    int status =
        json(body)
            .request(method, "/management/v1/tenants/" + tenant.code() + path)
            .then()
            .extract()
            .statusCode();
    assertEquals(2, status / 100, path + " " + status);
  }

  private io.restassured.specification.RequestSpecification json(String body) {
    return given()
        .header("Authorization", "Bearer " + tenant.token())
        .contentType(ContentType.JSON)
        .body(body);
  }

  private static String digits(String message) {
    var found = DIGITS.matcher(message);
    assertTrue(found.find(), message);
    return found.group();
  }
}
