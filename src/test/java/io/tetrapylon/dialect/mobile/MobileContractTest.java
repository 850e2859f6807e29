package io.tetrapylon.dialect.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.dialect.DialectContract;
import io.tetrapylon.dialect.Sample;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What every dialect owes, in the words of the phones' API. */
@QuarkusTest
class MobileContractTest extends DialectContract {
  private static PhoneClient client;
  private static String other;

  @Inject EnrolledTenant phones;

  @BeforeEach
  void aPhone() {
    if (client == null) {
      var tenant = phones.tenant();
      var phone = TestPhone.es256(1);
      var enrolled = phones.enrol(tenant, phones.user(tenant, "jdoe"), phone);
      client = new PhoneClient(phone, phones.code(tenant), enrolled.device());
      other = phones.code(phones.tenant());
    }
  }

  @Override
  protected String root() {
    return MobileDialect.ROOT;
  }

  @Override
  protected Sample sample() {
    return Sample.json("PATCH", "/mobile/v1/device", "{\"name\":\"My phone\"}");
  }

  @Override
  protected Map<String, String> credentials(Sample request) {
    var path = request.path().replaceFirst("\\?.*", "");
    var claims =
        client
            .claims(request.method(), path, "")
            .put("bh", Base64Url.text(Sha256.of(request.body())));
    return Map.of("Authorization", client.proof(claims));
  }

  @Override
  protected String failureType() {
    return "application/problem+json";
  }

  @Override
  protected void assertInItsWords(int status, String body) {
    var problem = new JsonObject(body);
    assertEquals(status, problem.getInteger("status"));
    assertTrue(problem.getString("code").matches("[a-z]+(-[a-z]+)*"), body);
  }

  @Override
  protected String wrongMethod() {
    return "POST";
  }

  @Override
  protected String allowed() {
    return "GET, HEAD, PATCH, DELETE, OPTIONS";
  }

  /** An activation that nobody began, in a tenant that there is and in one that there is not. */
  @Override
  protected List<Sample.Twins> twins() {
    var phone = TestPhone.es256(2);
    var body =
        new JsonObject()
            .put("tenant", Sample.NAME)
            .put("secret", "AAAAAAAAAAAAAAAAAAAAAA")
            .put("signingKey", phone.signingKey().jwk())
            .put("encryptionKey", phone.encryptionKey().jwk())
            .put("proof", "e30.e30.AA")
            .put("name", "Pixel")
            .put("platform", "test");
    return List.of(
        new Sample.Twins(
            Sample.json("POST", "/mobile/v1/activations", body.encode()), other, "NOWHERE"),
        new Sample.Twins(
            Sample.of("GET", "/mobile/v1/challenges/" + Sample.NAME),
            client.device().toString(),
            UUID.randomUUID().toString()));
  }
}
