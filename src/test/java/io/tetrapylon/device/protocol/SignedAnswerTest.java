package io.tetrapylon.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tetrapylon.device.protocol.SignedAnswer.Asked;
import io.tetrapylon.device.protocol.SignedAnswer.Decision;
import io.tetrapylon.device.protocol.SignedAnswer.Genuine;
import io.tetrapylon.device.protocol.SignedAnswer.Rejected;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.keys.P256;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a phone signs, compared with what it was asked. */
class SignedAnswerTest {
  private static final UUID CHALLENGE = new UUID(1, 1);
  private static final UUID DEVICE = new UUID(2, 2);
  private static final UUID USER = new UUID(3, 3);
  private static final byte[] NONCE = new RepeatingEntropy(9).bytes(32);
  private static final P256SigningKey TENANT_KEY =
      new P256SigningKey("key-1", new UUID(4, 4), P256.generate(new RepeatingEntropy(10)));

  private final TestPhone phone = TestPhone.es256(1);
  private final String text = challenge(true).sign(TENANT_KEY);

  @Test
  void aChallengeIsTheSameTextEachTimeAndItsKeyVerifiesIt() {
    // given
    var key = new DeviceKey.ForEs256(P256.publicKey(TENANT_KEY.privateKey()));

    // when
    var read = CompactJws.parse(text).orElseThrow();

    // then
    assertEquals(text, challenge(true).sign(TENANT_KEY));
    assertFalse(read.flaw(ChallengeText.TYPE, key).isPresent());
    assertEquals("key-1", read.header().getString("kid"));
    assertEquals(
        "10 €",
        read.payload()
            .getJsonObject("ctx")
            .getJsonArray("details")
            .getJsonObject(0)
            .getString("value"));
    assertFalse(read.payload().getJsonObject("ctx").containsKey("domain"));
  }

  @Test
  void eachDecisionIsRead() {
    assertEquals(Decision.APPROVE, genuine(answer().put("digits", "42"), true).decision());
    assertEquals(Decision.APPROVE, genuine(answer(), false).decision());
    assertEquals(Decision.DENY, genuine(answer().put("decision", "deny"), true).decision());
    assertEquals(Decision.FRAUD, genuine(answer().put("decision", "fraud"), true).decision());
  }

  @Test
  void digitsBelongToAnApprovalThatWantsThemAndToNothingElse() {
    assertEquals(Flaw.DIGITS, rejected(answer(), true));
    assertEquals(Flaw.DIGITS, rejected(answer().put("digits", "42"), false));
    assertEquals(Flaw.DIGITS, rejected(answer().put("decision", "deny").put("digits", "42"), true));
    for (var digits : new Object[] {42, "", "4 2", "４２", "123456789", new JsonObject()}) {
      assertEquals(Flaw.DIGITS, rejected(answer().put("digits", digits), true));
    }
    assertEquals(Flaw.DIGITS, rejected(answer().putNull("digits"), false));
  }

  @Test
  void anAnswerToAnythingElseIsNoAnswer() {
    var other = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057").toString();

    assertEquals(Flaw.CHALLENGE, rejected(approval().put("cid", other), true));
    assertEquals(Flaw.DEVICE, rejected(approval().put("did", other), true));
    assertEquals(Flaw.USER, rejected(approval().put("uid", other), true));
    assertEquals(Flaw.TENANT, rejected(approval().put("tid", "OTHER"), true));
    assertEquals(Flaw.RESOURCE, rejected(approval().put("rid", 2), true));
    assertEquals(Flaw.CHALLENGE, rejected(approval().put("nonce", "AAAA"), true));
    assertEquals(Flaw.CHALLENGE, rejected(approval().put("ctxh", Sha256.text("other")), true));
  }

  @Test
  void aClaimThatIsMissingOrOfAnotherTypeIsNoClaim() {
    for (var name :
        List.of("cid", "did", "uid", "tid", "rid", "nonce", "ctxh", "decision", "iat")) {
      var without = approval();
      without.remove(name);
      assertEquals(Flaw.CLAIM, rejected(without, true), name);
      assertEquals(Flaw.CLAIM, rejected(approval().putNull(name), true), name);
      assertEquals(Flaw.CLAIM, rejected(approval().put(name, new JsonObject()), true), name);
    }
    for (var iat : new Object[] {-1, 1.5, "1", Long.MAX_VALUE}) {
      assertEquals(Flaw.CLAIM, rejected(approval().put("iat", iat), true));
    }
    assertEquals(Flaw.CLAIM, rejected(approval().put("decision", "APPROVE"), true));
    assertEquals(
        Flaw.CLAIM, rejected(approval().put("cid", CHALLENGE.toString().substring(1)), true));
  }

  @Test
  void anotherTypeOrKeyOrRubbishIsRejected() {
    var asked = asked(true);
    var challengeAsAnswer = SignedAnswer.verify(text, phone.signingKey(), asked);

    assertEquals(new Rejected(Flaw.TYPE), challengeAsAnswer);
    assertEquals(
        new Rejected(Flaw.SIGNATURE),
        SignedAnswer.verify(
            TestPhone.es256(2).jws(SignedAnswer.TYPE, approval()), phone.signingKey(), asked));
    assertEquals(
        new Rejected(Flaw.MALFORMED), SignedAnswer.verify("rubbish", phone.signingKey(), asked));
  }

  private SignedAnswer genuine(JsonObject payload, boolean match) {
    return assertInstanceOf(Genuine.class, verify(payload, match)).answer();
  }

  private Flaw rejected(JsonObject payload, boolean match) {
    return assertInstanceOf(Rejected.class, verify(payload, match)).flaw();
  }

  private SignedAnswer.Reading verify(JsonObject payload, boolean match) {
    var jws = phone.jws(SignedAnswer.TYPE, payload);
    return SignedAnswer.verify(jws, phone.signingKey(), asked(match));
  }

  private Asked asked(boolean match) {
    return new Asked(CHALLENGE, DEVICE, USER, "ACME", 1, NONCE, text, match);
  }

  private JsonObject approval() {
    return answer().put("digits", "42");
  }

  private JsonObject answer() {
    return new JsonObject()
        .put("cid", CHALLENGE.toString())
        .put("did", DEVICE.toString())
        .put("uid", USER.toString())
        .put("tid", "ACME")
        .put("rid", 1)
        .put("nonce", Base64Url.text(NONCE))
        .put("ctxh", Sha256.text(text))
        .put("decision", "approve")
        .put("iat", 1_793_000_000L);
  }

  private static ChallengeText challenge(boolean match) {
    return new ChallengeText(
        ChallengeText.Kind.PUSH,
        "ACME",
        CHALLENGE,
        DEVICE,
        USER,
        "jdoe",
        1,
        "VPN",
        NONCE,
        new ChallengeText.Context(
            "PC-7", null, null, "192.0.2.7", List.of(new ChallengeText.Detail("amount", "10 €"))),
        match,
        Instant.ofEpochSecond(1_793_000_000L),
        Instant.ofEpochSecond(1_793_000_060L));
  }
}
