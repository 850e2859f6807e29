package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.tetrapylon.audit.AuditVerification;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.P256;
import io.tetrapylon.policy.Rulebooks;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that must not count, and answers that race. */
@QuarkusTest
class AnswersTest {
  private static final int PHONES = 200;

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;
  @Inject AnswerCommit commit;
  @Inject AuditVerification verification;
  @Inject DataKeys dataKeys;
  @Inject Rulebooks rulebooks;

  Fixture.Tenant tenant;
  UUID user;
  TestPhone phone;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    user = fixture.user(tenant, "jdoe");
    phone = phones.phone(tenant, user);
    neverLock();
  }

  @Test
  void ofTwoHundredPhonesThatAnswerAtOnceOneDecides() {
    var all = new ArrayList<TestPhone>();
    IntStream.range(0, PHONES).forEach(i -> all.add(phones.phone(tenant, user)));
    neverLock();
    var id = push("jdoe");
    var texts = all.stream().map(each -> signed(each, id, each.device().hashCode())).toList();

    var outcomes =
        Multi.createFrom()
            .range(0, PHONES)
            .onItem()
            .transformToUni(
                i ->
                    answers
                        .answer(given(all.get(i), id, texts.get(i)))
                        .map(ChallengeState::name)
                        .onFailure(Refusal.class)
                        .recoverWithItem(refusal -> refusal.reason().name()))
            .merge(64)
            .collect()
            .asList()
            .await()
            .indefinitely();

    var decided = outcomes.stream().filter(each -> !each.equals("TRANSACTION_SETTLED")).toList();
    assertEquals(1, decided.size(), outcomes.toString());
    assertEquals(phones.column(tenant, id.toString(), "state"), decided.get(0));
    assertEquals(
        1L,
        fixture.value(
            "SELECT sum(successes)::bigint FROM credential WHERE tenant_id = $1 AND kind = 'DEVICE'",
            Tuple.of(tenant.id())));
  }

  @Test
  void whatALateAnswerLeavesInTheTrailIsGenuine() {
    // given
    var answer = read(push("jdoe"));
    commit.decide(answer, ChallengeState.APPROVED).await().indefinitely();

    // when
    assertThrows(
        Refusal.class, () -> commit.decide(answer, ChallengeState.DENIED).await().indefinitely());
    var late = commit.countDigits(answer).await().indefinitely();

    // then
    assertEquals(Reason.TRANSACTION_SETTLED, late);
    assertEquals(
        List.of(), verification.verify(tenant.id(), null).await().indefinitely().findings());
  }

  private AnswerCommit.Answer read(UUID id) {
    var challenge = challenges.read(tenant.id(), phone.device(), id).await().indefinitely();
    return new AnswerCommit.Answer(
        challenge,
        "test",
        dataKeys.of(tenant.id()).await().indefinitely(),
        rulebooks.latest(tenant.id()).await().indefinitely());
  }

  @Test
  void noneOfFiveHundredAlteredAnswersCounts() {
    var id = push("jdoe");
    var text = text(phone, id);
    var variants = variants(text, id);
    assertTrue(variants.size() >= 500, variants.size() + " variants");

    for (var variant : variants) {
      assertEquals(
          Reason.ANSWER_INVALID, refusal(given(phone, id, variant.text())), variant.name());
    }

    assertEquals("PENDING", phones.column(tenant, id.toString(), "state"));
    var genuine = phone.signed(phone.answer(text, "approve"));
    assertEquals(
        ChallengeState.APPROVED, answers.answer(given(phone, id, genuine)).await().indefinitely());
  }

  @Test
  void anAnswerIsGoodOnceForItsOwnChallengeAndPhoneAlone() {
    var id = push("jdoe");
    var other = push("jdoe");
    var second = phones.phone(tenant, user);
    var answer = phone.signed(phone.answer(text(phone, id), "approve"));

    assertEquals(Reason.ANSWER_INVALID, refusal(given(phone, other, answer)));
    assertEquals(Reason.ANSWER_INVALID, refusal(given(second, id, answer)));
    answers.answer(given(phone, id, answer)).await().indefinitely();
    assertEquals(Reason.TRANSACTION_SETTLED, refusal(given(phone, id, answer)));
  }

  @Test
  void anotherUsersOrTenantsPhoneDoesNotFindTheChallenge() {
    var id = push("jdoe");
    var stranger = phones.phone(tenant, fixture.user(tenant, "stranger"));
    var elsewhere = phones.tenant();
    var foreign = phones.phone(elsewhere, fixture.user(elsewhere, "jdoe"));

    assertEquals(Reason.TRANSACTION_UNKNOWN, refusal(given(stranger, id, "x")));
    assertEquals(
        Reason.TRANSACTION_UNKNOWN,
        refusal(new Answers.Given(elsewhere.id(), foreign.device(), id, "x", "test")));
    assertEquals(List.of(), challenges.all(tenant.id(), stranger.device()).await().indefinitely());
  }

  @Test
  void aSuspendedPhoneAnswersNothing() {
    var id = push("jdoe");
    var answer = phone.signed(phone.answer(text(phone, id), "approve"));
    fixture.sql(
        "UPDATE credential SET state = 'DISABLED' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), phone.credential()));

    assertEquals(Reason.CREDENTIAL_LOCKED, refusal(given(phone, id, answer)));
    assertEquals(List.of(), challenges.all(tenant.id(), phone.device()).await().indefinitely());
  }

  private record Variant(String name, String text) {}

  private List<Variant> variants(String text, UUID id) {
    var variants = new ArrayList<Variant>();
    var genuine = phone.signed(phone.answer(text, "approve"));
    claims(variants, text, id);
    headers(variants, text);
    signatures(variants, genuine);
    for (int at = 0; at < genuine.length() && variants.size() < 560; at += 2) {
      variants.add(new Variant("character " + at, altered(genuine, at)));
    }
    return variants;
  }

  private void claims(List<Variant> variants, String text, UUID id) {
    var values =
        Map.<String, List<Object>>of(
            "cid", List.of(UUID.randomUUID().toString(), "", 1),
            "did", List.of(UUID.randomUUID().toString(), user.toString()),
            "uid", List.of(UUID.randomUUID().toString(), id.toString()),
            "tid", List.of("ACC-0000000", "", tenant.code() + " "),
            "rid", List.of(Phones.DIGITS, "14", -1),
            "nonce", List.of("", "AAAA", TestPhone.base64(new byte[32])),
            "ctxh", List.of("", TestPhone.base64(new byte[32])),
            "decision", List.of("APPROVE", "approved", "", true),
            "digits", List.of("12", "", "ab", 12));
    values.forEach(
        (claim, wrong) -> {
          wrong.forEach(
              value -> variants.add(signed(text, claim + "=" + value, c -> c.put(claim, value))));
          if (!claim.equals("digits")) {
            variants.add(signed(text, claim + " missing", c -> c.remove(claim)));
            variants.add(signed(text, claim + " null", c -> c.putNull(claim)));
          }
        });
  }

  private Variant signed(
      String text, String name, java.util.function.Consumer<JsonObject> alteration) {
    var claims = phone.answer(text, "approve");
    alteration.accept(claims);
    return new Variant(name, phone.signed(claims));
  }

  private void headers(List<Variant> variants, String text) {
    var claims = phone.answer(text, "approve");
    for (var alg : List.of("none", "None", "HS256", "RS256", "ES384", "EdDSA", "", "es256")) {
      variants.add(
          new Variant(
              "alg " + alg,
              phone.signed(new JsonObject().put("alg", alg).put("typ", "answer+jws"), claims)));
    }
    for (var typ : List.of("JWT", "challenge+jws", "enrolment+jws", "")) {
      variants.add(
          new Variant(
              "typ " + typ,
              phone.signed(new JsonObject().put("alg", "ES256").put("typ", typ), claims)));
    }
    variants.add(
        new Variant(
            "crit",
            phone.signed(
                new JsonObject().put("alg", "ES256").put("typ", "answer+jws").put("crit", "b64"),
                claims)));
  }

  private void signatures(List<Variant> variants, String genuine) {
    var signed = genuine.substring(0, genuine.lastIndexOf('.') + 1);
    byte[] signature = Base64.getUrlDecoder().decode(genuine.substring(signed.length()));
    variants.add(new Variant("no signature", signed));
    variants.add(new Variant("two parts", signed.substring(0, signed.length() - 1)));
    variants.add(new Variant("zeros", signed + TestPhone.base64(new byte[64])));
    variants.add(new Variant("DER", signed + TestPhone.base64(der(signature))));
    variants.add(new Variant("short", signed + TestPhone.base64(Arrays.copyOf(signature, 63))));
    variants.add(new Variant("long", signed + TestPhone.base64(Arrays.copyOf(signature, 65))));
    var foreign = P256.generate(new Entropy());
    variants.add(
        new Variant(
            "another key",
            signed
                + TestPhone.base64(
                    P256.sign(
                        foreign,
                        signed
                            .substring(0, signed.length() - 1)
                            .getBytes(StandardCharsets.US_ASCII)))));
    for (int bit = 0; bit < signature.length * 8; bit += 2) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      variants.add(new Variant("bit " + bit, signed + TestPhone.base64(flipped)));
    }
  }

  private static byte[] der(byte[] signature) {
    try {
      var r = new java.math.BigInteger(1, Arrays.copyOf(signature, 32));
      var s = new java.math.BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
      return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)})
          .getEncoded();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String altered(String text, int at) {
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private UUID push(String login) {
    var frontEnd = FrontEnd.of(tenant);
    return UUID.fromString(
        frontEnd
            .post(Phones.PLAIN, "transactions", Map.of("login", login, "type", "PUSH"))
            .path("transactionId"));
  }

  private String text(TestPhone asked, UUID id) {
    return challenges.one(tenant.id(), asked.device(), id).await().indefinitely().text();
  }

  private String signed(TestPhone asked, UUID id, int which) {
    return asked.signed(asked.answer(text(asked, id), which % 2 == 0 ? "approve" : "deny"));
  }

  private Answers.Given given(TestPhone by, UUID id, String text) {
    return new Answers.Given(tenant.id(), by.device(), id, text, "test");
  }

  private Reason refusal(Answers.Given given) {
    return answers
        .answer(given)
        .map(decided -> Reason.INTERNAL)
        .onFailure(Refusal.class)
        .recoverWithItem(refusal -> refusal.reason())
        .await()
        .indefinitely();
  }

  /** So that the failures of one test are not refused for the lock that they lead to. */
  private void neverLock() {
    fixture.sql(
        "UPDATE credential_policy SET failure_limit = 10000 WHERE tenant_id = $1 AND kind = 'DEVICE'",
        Tuple.of(tenant.id()));
  }
}
