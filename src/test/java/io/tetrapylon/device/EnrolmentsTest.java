package io.tetrapylon.device;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static io.tetrapylon.device.EnrolledTenant.claims;
import static io.tetrapylon.device.EnrolledTenant.request;
import static io.tetrapylon.device.EnrolledTenant.scanned;
import static io.tetrapylon.device.EnrolledTenant.typed;
import static io.tetrapylon.tenant.Awaiting.race;
import static io.tetrapylon.tenant.Awaiting.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.AuditTrail;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.EnrolmentRequest.Invitation;
import io.tetrapylon.device.EnrolmentRequest.Scanned;
import io.tetrapylon.device.EnrolmentRequest.Typed;
import io.tetrapylon.device.Enrolments.Begun;
import io.tetrapylon.device.protocol.PhoneSeal;
import io.tetrapylon.device.protocol.SigningAlgorithm;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.KeyRotation;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How phones enrol, above all what happens at once. */
@QuarkusTest
class EnrolmentsTest {
  @Inject GuardedTenant tenants;
  @Inject EnrolledTenant phones;
  @Inject Enrolments enrolments;
  @Inject Devices devices;
  @Inject DataKeys dataKeys;
  @Inject KeyRotation rotation;
  @Inject AuditTrail trail;

  private final TestPhone phone = TestPhone.es256(1);
  private UUID tenant;
  private String code;
  private UUID user;

  @BeforeEach
  void aTenantWithAUser() {
    tenant = phones.tenant();
    code = phones.code(tenant);
    user = phones.user(tenant, "jdoe");
  }

  @Test
  void anActivationTellsWhereToGoAndIsOverInTenMinutes() {
    // when
    var begun = begin();

    // then
    assertTrue(
        begun
            .uri()
            .text()
            .matches(
                "tetrapylon://activate\\?url=http%3A%2F%2Flocalhost%3A8080&tenant="
                    + code
                    + "&secret=[A-Za-z0-9_-]{22}"),
        begun.uri().text());
    assertTrue(begun.code().text().matches("[A-Z2-7]{8}"));
    var left = Duration.between(Instant.now(), begun.activation().expiresAt());
    assertTrue(left.toSeconds() > 590 && left.toSeconds() <= 601, left.toString());
    assertFalse(begun.toString().contains(begun.code().text()));
  }

  @Test
  void aPhoneThatScannedEnrolsAndCanReadItsKey() {
    // when
    var enrolled = complete(scanned(begin()));

    // then
    var device = get(enrolled.device());
    assertEquals(enrolled.number(), device.number());
    assertEquals(user, device.userId());
    assertEquals(CredentialState.ACTIVE, device.state());
    assertEquals(SigningAlgorithm.ES256, device.algorithm());
    assertEquals("DT_TDSV4", device.type());
    assertNull(device.channel());
    var key =
        PhoneSeal.OCRA
            .open(enrolled.device(), phone.decryptionKey(), enrolled.sealedOcraKey())
            .orElseThrow();
    assertArrayEquals(ocraKey(device), key);
    assertEquals(1, enrolled.challengeKeys().size());
    assertEquals("device.enrol", newestAction());
  }

  @Test
  void aPhoneThatWasTypedIntoEnrolsToo() {
    var begun = begin();
    var written =
        begun.code().text().substring(0, 4).toLowerCase(java.util.Locale.ROOT)
            + "-"
            + begun.code().text().substring(4)
            + " ";

    var enrolled = complete(new Typed(" JDoe ", written));

    assertEquals(user, enrolled.userId());
  }

  @Test
  void aPhoneMaySignWithEd25519AndHaveAnAddress() {
    // given
    var ed = TestPhone.ed25519(1);
    var plain = request(code, scanned(begin()), ed);
    var address =
        new PushAddress(PushChannel.FCM, new JsonObject().put("token", "abc").put("other", 1));

    // when
    var enrolled =
        tenants.await(
            () ->
                enrolments.complete(
                    new EnrolmentRequest(
                        code,
                        plain.invitation(),
                        plain.signing(),
                        plain.encryption(),
                        plain.proof(),
                        "Ed",
                        "test",
                        address),
                    null));

    // then
    var device = get(enrolled.device());
    assertEquals(SigningAlgorithm.ED25519, device.algorithm());
    assertEquals(PushChannel.FCM, device.channel());
    assertEquals("{\"token\":\"abc\"}", address(device));
  }

  @Test
  void anActivationIsGoodOnceWhicheverWay() {
    var begun = begin();
    complete(scanned(begun));

    refuses(scanned(begun));
    refuses(typed("jdoe", begun));
  }

  @Test
  void whateverIsWrongTheAnswerIsTheSame() {
    var begun = begin();
    var old = begin();
    tenants.sql(
        "UPDATE activation SET expires_at = now() WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        old.activation().id());

    refuses(new Scanned("AAAAAAAAAAAAAAAAAAAAAA"));
    refuses(new Typed("jdoe", "AAAAAAAA"));
    refuses(new Typed("jdoe", "not a code"));
    refuses(new Typed("nobody", begun.code().text()));
    refuses(scanned(old));
    refuses(typed("jdoe", old));
    refused(
        Reason.ACTIVATION_INVALID,
        () -> enrolments.complete(request("NOBODY", scanned(begun), phone), null));
    refused(
        Reason.ACTIVATION_INVALID,
        () -> enrolments.complete(request("$installation", scanned(begun), phone), null));
    var stranger = phones.code(phones.tenant());
    refused(
        Reason.ACTIVATION_INVALID,
        () -> enrolments.complete(request(stranger, scanned(begun), phone), null));
  }

  @Test
  void aProofThatDoesNotHoldEnrolsNobodyAndCounts() {
    // given
    var begun = begin();
    var invitation = scanned(begun);
    var good = claims(code, invitation, phone);
    var other = TestPhone.es256(2);

    // when
    for (var claims :
        List.of(
            good.copy().put("tid", "OTHER"),
            good.copy().put("act", "AAAA"),
            good.copy().put("jkt", other.signingKey().thumbprint()),
            good.copy().put("ekt", other.encryptionKey().thumbprint()))) {
      refusedRequest(request(code, invitation, phone, claims));
    }
    var stolen = request(code, invitation, other);
    refusedRequest(
        new EnrolmentRequest(
            code,
            invitation,
            phone.signingKey(),
            other.encryptionKey(),
            stolen.proof(),
            "x",
            "x",
            null));

    // then
    assertEquals(5, tries(begun, "tries"));
    refuses(invitation);
    assertEquals(5, tries(begun, "tries"));
  }

  @Test
  void aRightCodeWithAProofThatDoesNotHoldCountsLikeAWrongCode() {
    var begun = begin();
    var invitation = typed("jdoe", begun);

    refusedRequest(
        request(code, invitation, phone, claims(code, invitation, phone).put("tid", "OTHER")));

    assertEquals(1, tries(begun, "code_tries"));
  }

  @Test
  void wrongCodesEndTheTypedWayAndLeaveTheQrCodeAlone() {
    // given
    var begun = begin();

    // when
    for (int i = 0; i < 7; i++) {
      refuses(new Typed("jdoe", "AAAAAAA" + (char) ('A' + i)));
    }

    // then
    assertEquals(5, tries(begun, "code_tries"));
    refuses(typed("jdoe", begun));
    complete(scanned(begun));
  }

  @Test
  void aCodeCountsAgainstEachActivationThatItWasComparedWith() {
    var first = begin();
    var second = begin();

    refuses(new Typed("jdoe", "AAAAAAAA"));
    complete(typed("jdoe", second));

    assertEquals(1, tries(first, "code_tries"));
    assertEquals(1, tries(second, "code_tries"));
  }

  @Test
  void ofTwoHundredPhonesThatScannedOneEnrols() throws Exception {
    var begun = begin();

    var outcomes =
        race(
            200, i -> enrolments.complete(request(code, scanned(begun), TestPhone.es256(i)), null));

    assertEquals(1, outcomes.stream().filter(Objects::isNull).count());
    assertEquals(199, outcomes.stream().filter(Reason.ACTIVATION_INVALID::equals).count());
    assertEquals(1, tenants.await(() -> devices.list(tenant, user)).size());
  }

  @Test
  void ofTwoHundredPhonesThatWereTypedIntoOneEnrols() throws Exception {
    var begun = begin();

    var outcomes =
        race(
            200,
            i ->
                enrolments.complete(request(code, typed("jdoe", begun), TestPhone.es256(i)), null));

    assertEquals(1, outcomes.stream().filter(Objects::isNull).count());
    assertEquals(1, tenants.await(() -> devices.list(tenant, user)).size());
  }

  @Test
  void ofTwoHundredGuessesAtOnceFiveTakeEffect() throws Exception {
    // given
    var begun = begin();

    // when
    race(
        200,
        i -> {
          var guess = new Typed("jdoe", "AAAAAA" + (char) ('A' + i / 20) + (char) ('A' + i % 20));
          return enrolments.complete(request(code, guess, phone), null);
        });

    // then
    assertEquals(5, tries(begun, "code_tries"));
    refuses(typed("jdoe", begun));
  }

  @Test
  void aCodeOutlivesARotationOfKeys() {
    var begun = begin();
    tenants.await(() -> rotation.start(tenant));

    assertEquals(user, complete(typed("jdoe", begun)).userId());
  }

  @Test
  void aNewPhoneTakesThePlaceOfTheOldOneWhenItAnswers() {
    // given
    var old = phones.enrol(tenant, user, TestPhone.es256(7)).device();
    var begun = phones.begin(tenant, user, old);

    // when
    var fresh = complete(scanned(begun)).device();

    // then
    assertEquals(old, get(fresh).replaces());
    assertEquals(CredentialState.ACTIVE, get(old).state());

    // when
    for (int i = 0; i < 2; i++) {
      tenants.await(() -> devices.answered(tenant, fresh).replaceWith("done"));
    }

    // then
    assertEquals(CredentialState.ARCHIVED, get(old).state());
    assertEquals(CredentialState.ACTIVE, get(fresh).state());
    assertNull(get(fresh).replaces());
  }

  @Test
  void onlyTheUsersOwnPhoneIsReplacedAndOnlyAUserIsInvited() {
    var another = phones.user(tenant, "other");
    var theirs = phones.enrol(tenant, another, phone).device();
    var elsewhere = phones.tenant();

    refused(Reason.OBJECT_UNKNOWN, () -> enrolments.begin(OPERATOR, tenant, user, theirs));
    refused(Reason.OBJECT_UNKNOWN, () -> enrolments.begin(OPERATOR, tenant, tenant, null));
    refused(Reason.OBJECT_UNKNOWN, () -> enrolments.begin(OPERATOR, elsewhere, user, null));
  }

  private Begun begin() {
    return phones.begin(tenant, user, null);
  }

  private Enrolled complete(Invitation invitation) {
    return tenants.await(() -> enrolments.complete(request(code, invitation, phone), "request-2"));
  }

  private void refuses(Invitation invitation) {
    refusedRequest(request(code, invitation, phone));
  }

  private void refusedRequest(EnrolmentRequest request) {
    refused(Reason.ACTIVATION_INVALID, () -> enrolments.complete(request, "request-2"));
    var newest =
        tenants.sql(
            "SELECT action, outcome, reason FROM audit_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
            tenant);
    assertEquals(
        "device.enrol REFUSED ACTIVATION_INVALID",
        newest.getString(0) + " " + newest.getString(1) + " " + newest.getString(2));
  }

  private Device get(UUID id) {
    return tenants.await(() -> devices.get(tenant, id));
  }

  private int tries(Begun begun, String column) {
    return tenants
        .sql(
            "SELECT " + column + " FROM activation WHERE tenant_id = $1 AND id = $2",
            tenant,
            begun.activation().id())
        .getInteger(0);
  }

  private byte[] ocraKey(Device device) {
    var row =
        tenants.sql(
            "SELECT sealed_secret FROM credential WHERE tenant_id = $1 AND id = $2",
            tenant,
            device.credentialId());
    return tenants
        .await(
            () ->
                dataKeys.open(
                    tenant, Candidate.SECRET, device.credentialId(), row.getBuffer(0).getBytes()))
        .bytes();
  }

  private String address(Device device) {
    var row =
        tenants.sql(
            "SELECT id, sealed_address FROM dispatch_target WHERE tenant_id = $1 AND device_id = $2",
            tenant,
            device.id());
    return tenants
        .await(
            () ->
                dataKeys.open(
                    tenant, DeviceColumns.ADDRESS, row.getUUID(0), row.getBuffer(1).getBytes()))
        .text();
  }

  private String newestAction() {
    var any = new AuditTrail.Filter(user, null, null, null);
    return tenants.await(() -> trail.list(tenant, any, null, 1)).items().get(0).action();
  }
}
