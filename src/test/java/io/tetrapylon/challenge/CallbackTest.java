package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.dispatch.Courier;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant is called back for whatever ends a transaction. */
@QuarkusTest
class CallbackTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;
  @Inject Expiry expiry;
  @Inject Courier courier;
  @Inject Vertx vertx;

  Listener backend;
  Fixture.Tenant tenant;
  TestPhone phone;
  FrontEnd frontEnd;

  @BeforeEach
  void aTenantWithACallback() {
    backend = new Listener(vertx);
    tenant = phones.tenant();
    phones.unlimited(tenant);
    phones.webhooks(tenant);
    phone = phones.phone(tenant, fixture.user(tenant, "jdoe"));
    frontEnd = FrontEnd.of(tenant);
    fixture.sql(
        "UPDATE tenant SET callback_url = $2 WHERE id = $1", Tuple.of(tenant.id(), backend.url()));
    fixture.sql(
        "UPDATE credential_policy SET failure_limit = 100 WHERE tenant_id = $1 AND kind = 'DEVICE'",
        Tuple.of(tenant.id()));
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void anApprovedPushIsTold() throws Exception {
    var id = start(Phones.PLAIN, "PUSH");
    answer(id, null);

    assertTold(id, "push", "approved");
  }

  @Test
  void theThirdWrongDigitsAreTold() throws Exception {
    var asked = Map.of("login", "jdoe", "type", "PUSH");
    var started = frontEnd.post(Phones.DIGITS, "transactions", asked);
    var id = UUID.fromString(started.path("transactionId"));
    var wrong = started.path("numberMatch").equals("00") ? "01" : "00";
    for (int i = 0; i < SettleChallenge.TRIES; i++) {
      answer(id, wrong);
    }

    assertTold(id, "push", "failed");
  }

  @Test
  void anAnsweredQrCodeIsTold() throws Exception {
    var id = start(Phones.PLAIN, "QRCODE");
    byte[] nonce = ((Buffer) phones.column(tenant, id.toString(), "nonce")).getBytes();
    code(id, phone.code(nonce, id));

    assertTold(id, "qrCode", "approved");
  }

  @Test
  void theThirdWrongCodeIsTold() throws Exception {
    var id = start(Phones.PLAIN, "QRCODE");
    byte[] nonce = ((Buffer) phones.column(tenant, id.toString(), "nonce")).getBytes();
    var right = phone.code(nonce, id);
    var wrong = (right.charAt(0) == '0' ? '1' : '0') + right.substring(1);
    for (int i = 0; i < SettleChallenge.TRIES; i++) {
      code(id, wrong);
    }

    assertTold(id, "qrCode", "failed");
  }

  @Test
  void anExpiryIsTold() throws Exception {
    var id = start(Phones.PLAIN, "PUSH");
    phones.age(tenant, id.toString(), 61);
    expiry.sweep().await().indefinitely();

    assertTold(id, "push", "expired");
  }

  private void assertTold(UUID id, String type, String state) throws InterruptedException {
    courier.nudge();
    var told = backend.next();
    told.answer(204);
    assertEquals(id.toString(), told.message().getString("transaction"));
    assertEquals(type, told.message().getString("type"));
    assertEquals(state, told.message().getString("state"));
    assertEquals("jdoe", told.message().getString("login"));
  }

  private UUID start(long resource, String type) {
    var asked = Map.of("login", "jdoe", "type", type);
    return UUID.fromString(frontEnd.post(resource, "transactions", asked).path("transactionId"));
  }

  private void code(UUID id, String code) {
    frontEnd.post(
        Phones.PLAIN,
        "qrcode",
        Map.of("login", "jdoe", "transactionId", id.toString(), "qrCodeResponse", code));
  }

  private void answer(UUID id, String digits) {
    var text = challenges.one(tenant.id(), phone.device(), id).await().indefinitely().text();
    var claims = phone.answer(text, "approve");
    if (digits != null) {
      claims.put("digits", digits);
    }
    answers
        .answer(new Answers.Given(tenant.id(), phone.device(), id, phone.signed(claims), "test"))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }
}
