package io.tetrapylon.credential.uaf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key answered, and everything that can be wrong with it. */
class RegisteredKeyTest {
  private static final String APP = "https://app.example/facets.json";
  private static final String FACET = "https://app.example";
  private static final byte[] CHALLENGE = new byte[32];
  private static final String ANDROID = "android:apk-key-hash:abc";

  private final TestAuthenticator authenticator = TestAuthenticator.of(1);

  private static AuthRequest request(@Nullable String transaction) {
    return new AuthRequest(
        "ceremony-1",
        APP,
        CHALLENGE,
        transaction,
        List.of(new AuthRequest.Accepted("ABCD#0001", "AA")));
  }

  private static RegisteredKey.Asked asked(@Nullable String transaction) {
    return new RegisteredKey.Asked(
        "ceremony-1", APP, new Facets(APP, List.of(ANDROID)), CHALLENGE, transaction);
  }

  private RegisteredKey registered(TestAuthenticator of, String key, String algorithm) {
    return new RegisteredKey(of.aaid, of.keyIdText(), key, algorithm, 0);
  }

  private @Nullable UafFault fault(JsonArray message) {
    return registered(authenticator, authenticator.rawKey(), "SHA256")
        .faultOf(AuthResponse.read(message), asked(null));
  }

  private TestAuthenticator.Draft draft() {
    return authenticator.draft(request(null).message(), FACET);
  }

  @ParameterizedTest
  @CsvSource({
    "1, SECP256R1_ECDSA_SHA256_RAW",
    "2, ALG_SIGN_SECP256R1_ECDSA_SHA256_DER",
    "2, SHA256withECDSA",
    "3, rsassa_pss_sha256_raw",
    "4, RSASSA-PSS",
    "8, SHA256withRSA",
    "9, RSA_EMSA_PKCS1_SHA256_DER",
    "9, 9",
    "1, SHA256"
  })
  void aKeyOfEachFormSignsByItsAlgorithm(int number, String algorithm) {
    var signer = TestAuthenticator.of(number, 5);
    for (var key : new String[] {signer.rawKey(), signer.pemKey()}) {
      var answer = AuthResponse.read(signer.draft(request(null).message(), FACET).message());

      assertNull(registered(signer, key, algorithm).faultOf(answer, asked(null)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, SECP256R1_ECDSA_SHA256_DER",
    "1, SHA256withRSA",
    "3, RSA_EMSA_PKCS1_SHA256_RAW",
    "8, RSASSA-PSS",
    "9, 8",
    "1, SHA1",
    "1, none",
    "1, ''"
  })
  void anotherAlgorithmThanTheKeysIsRefused(int number, String algorithm) {
    var signer = TestAuthenticator.of(number, 5);
    var answer = AuthResponse.read(signer.draft(request(null).message(), FACET).message());

    assertEquals(
        UafFault.ALGORITHM,
        registered(signer, signer.rawKey(), algorithm).faultOf(answer, asked(null)));
  }

  @Test
  void aTextThatWasShownIsSigned() {
    var text = "Pay 100.00 CHF to Zürich";
    var answer = AuthResponse.read(authenticator.draft(request(text).message(), ANDROID).message());
    var key = registered(authenticator, authenticator.rawKey(), "SHA256");

    assertNull(key.faultOf(answer, asked(text)));
    assertEquals(UafFault.TRANSACTION, key.faultOf(answer, asked("Pay 1000.00 CHF")));
    assertEquals(UafFault.MODE, key.faultOf(answer, asked(null)));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        of(UafFault.SERVER_DATA, draft -> draft.header.put("serverData", "ceremony-2")),
        of(UafFault.SERVER_DATA, draft -> draft.header.remove("serverData")),
        of(UafFault.APPLICATION, draft -> draft.header.put("appID", "https://evil.example")),
        of(UafFault.APPLICATION, draft -> draft.challenge.put("appID", "https://evil.example")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", "https://evil.example")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", "http://app.example")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", "https://app.example:444")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", "https://app.example.evil.com")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", ANDROID + "d")),
        of(UafFault.FACET, draft -> draft.challenge.put("facetID", "")),
        of(UafFault.CHALLENGE, draft -> draft.challenge.put("challenge", "AAAA")),
        of(UafFault.CHALLENGE, draft -> draft.challenge.put("challenge", "")),
        of(UafFault.AUTHENTICATOR, draft -> draft.aaid = "ABCD#0002"),
        of(UafFault.KEY, draft -> draft.keyId = new byte[] {1}),
        of(UafFault.KEY, draft -> draft.keyId = Arrays.copyOf(draft.keyId, 31)),
        of(UafFault.NONCE, draft -> draft.nonce = new byte[7]),
        of(UafFault.NONCE, draft -> draft.nonce = new byte[0]),
        of(UafFault.FINAL_CHALLENGE, draft -> draft.finalChallengeHash = new byte[32]),
        of(UafFault.MODE, draft -> draft.mode = 2),
        of(UafFault.MODE, draft -> draft.mode = 0),
        of(UafFault.MODE, draft -> draft.mode = 255),
        of(UafFault.TRANSACTION, draft -> draft.transactionHash = new byte[32]),
        of(UafFault.ALGORITHM, draft -> draft.signedBy = 3),
        of(UafFault.ALGORITHM, draft -> draft.signedBy = 5),
        of(UafFault.ALGORITHM, draft -> draft.signedBy = 0),
        of(UafFault.ALGORITHM, draft -> draft.signedBy = 0xffff),
        of(UafFault.SIGNATURE, draft -> draft.signedBy = 2),
        of(UafFault.SIGNATURE, draft -> draft.signature = made -> made[0] ^= 1),
        of(UafFault.SIGNATURE, draft -> draft.signature = made -> made[63] ^= 1),
        of(UafFault.SIGNATURE, draft -> draft.signature = made -> Arrays.fill(made, (byte) 0)),
        of(UafFault.SIGNATURE, draft -> draft.signature = made -> Arrays.fill(made, (byte) -1)),
        of(UafFault.COUNTER, draft -> draft.counter = 0, 1),
        of(UafFault.COUNTER, draft -> draft.counter = 41, 41),
        of(UafFault.COUNTER, draft -> draft.counter = 40, 41),
        of(UafFault.COUNTER, draft -> draft.counter = 1, 0xffff_ffffL));
  }

  private static Arguments of(UafFault fault, Consumer<TestAuthenticator.Draft> change) {
    return of(fault, change, 0);
  }

  private static Arguments of(UafFault fault, Consumer<TestAuthenticator.Draft> change, long seen) {
    return arguments(fault, change, seen);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsWrongIsFound(UafFault fault, Consumer<TestAuthenticator.Draft> change, long seen) {
    // given
    var draft = draft();
    change.accept(draft);
    var key =
        new RegisteredKey(
            authenticator.aaid, authenticator.keyIdText(), authenticator.rawKey(), "SHA256", seen);

    // then
    assertEquals(fault, key.faultOf(AuthResponse.read(draft.message()), asked(null)));
  }

  @Test
  void anAuthenticatorWithoutACounterSaysZeroEachTime() {
    var draft = draft();
    draft.counter = 0;
    var answer = AuthResponse.read(draft.message());

    for (long seen : new long[] {-1, 0}) {
      assertNull(
          new RegisteredKey(
                  authenticator.aaid,
                  authenticator.keyIdText(),
                  authenticator.rawKey(),
                  "SHA256",
                  seen)
              .faultOf(answer, asked(null)));
    }
  }

  @Test
  void whatWasSignedForOneAnswerFitsNoOther() {
    var one = draft();
    var other = draft();

    var message = one.message(TestAuthenticator.base64(other.assertion()));

    assertNull(fault(message)); // the same challenge: only the counter tells them apart
    other.challenge.put("facetID", ANDROID);
    assertEquals(
        UafFault.FINAL_CHALLENGE, fault(one.message(TestAuthenticator.base64(other.assertion()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"…", "", "not a key", "BA", "AQAB", "MIIB"})
  void aKeyThatIsNoneIsNotUsed(String text) {
    var answer = AuthResponse.read(draft().message());
    var key = registered(authenticator, text, "SHA256");

    assertEquals(UafFault.KEY_UNUSABLE, key.faultOf(answer, asked(null)));
  }

  @Test
  void anotherKeysSignatureIsRefused() {
    var key = registered(authenticator, TestAuthenticator.of(2).rawKey(), "SHA256");

    assertEquals(
        UafFault.SIGNATURE, key.faultOf(AuthResponse.read(draft().message()), asked(null)));
  }

  static Stream<Consumer<TestAuthenticator.Draft>> unreadable() {
    return Stream.of(
        draft -> draft.header.put("op", "Reg"),
        draft -> draft.header.remove("op"),
        draft -> draft.header.put("upv", new JsonObject().put("major", 2).put("minor", 0)),
        draft -> draft.header.put("upv", new JsonObject().put("major", 1).put("minor", 2)),
        draft -> draft.header.put("upv", new JsonObject().put("major", "1").put("minor", "1")),
        draft -> draft.header.remove("upv"),
        draft -> draft.scheme = "UAFV2TLV",
        draft -> draft.challenge.remove("facetID"),
        draft -> draft.challenge.remove("channelBinding"),
        draft -> draft.challenge.put("appID", 5),
        draft -> draft.challenge.put("facetID", "x".repeat(5000)),
        draft -> draft.aaid = "ABCD-0001",
        draft -> draft.aaid = "ABCD#000",
        draft -> draft.keyId = new byte[0],
        draft -> draft.keyId = new byte[2000],
        draft -> draft.finalChallengeHash = new byte[31],
        draft -> draft.transactionHash = new byte[20],
        draft -> draft.afterCounters = TestAuthenticator.tlv(0x3e11, new byte[4]),
        draft -> draft.afterCounters = TestAuthenticator.tlv(0x2e0d, new byte[4]),
        draft -> draft.afterCounters = new byte[] {1},
        draft -> draft.afterSignature = TestAuthenticator.tlv(0x2e06, new byte[64]),
        draft -> draft.afterSignature = new byte[] {0, 0});
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNoResponseIsNotRead(Consumer<TestAuthenticator.Draft> change) {
    var draft = draft();
    change.accept(draft);

    assertThrows(IllegalArgumentException.class, () -> AuthResponse.read(draft.message()));
  }

  @Test
  void anExtensionThatIsNotCriticalIsPassedOver() {
    var draft = draft();
    draft.afterCounters = TestAuthenticator.tlv(0x3e12, new byte[4]);
    draft.afterSignature = TestAuthenticator.tlv(0x3e12, new byte[0]);

    assertNull(fault(draft.message()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[5]",
        "[{}]",
        "[{\"header\":{}}]",
        "[{\"header\":5}]",
        "[[]]",
        "[null]",
        "[{\"header\":{\"upv\":{\"major\":1,\"minor\":1},\"op\":\"Auth\"}}]",
        "[{\"header\":{\"upv\":{\"major\":1,\"minor\":1},\"op\":\"Auth\"},\"fcParams\":\"e30\"}]",
        "[{\"header\":{\"upv\":{\"major\":1,\"minor\":1},\"op\":\"Auth\"},\"fcParams\":\"!\"}]"
      })
  void whatIsNoMessageIsNotRead(String message) {
    assertThrows(IllegalArgumentException.class, () -> AuthResponse.read(new JsonArray(message)));
  }

  @Test
  void twoAnswersAtOnceAreNotRead() {
    var message = draft().message();
    var twice = new JsonArray().add(message.getValue(0)).add(message.getValue(0));
    var assertions = message.getJsonObject(0).getJsonArray("assertions");
    assertThrows(IllegalArgumentException.class, () -> AuthResponse.read(twice));

    assertions.add(assertions.getValue(0));

    assertThrows(IllegalArgumentException.class, () -> AuthResponse.read(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "a", "AA==", "A A", "AB"})
  void anAssertionInAnotherBase64IsNotRead(String text) {
    assertThrows(IllegalArgumentException.class, () -> AuthResponse.read(draft().message(text)));
  }

  @Test
  void theRequestIsTheProtocols() {
    var expected =
        """
        [{"header":{"upv":{"major":1,"minor":1},"op":"Auth","appID":"https://app.example/facets.json",\
        "serverData":"ceremony-1"},"challenge":"%s","policy":{"accepted":[[{"aaid":["ABCD#0001"],\
        "keyIDs":["AA"]}]]},"transaction":[{"contentType":"text/plain","content":"WsO8cmljaA"}]}]"""
            .formatted(TestAuthenticator.base64(CHALLENGE));

    assertEquals(new JsonArray(expected), request("Zürich").message());
  }

  @Test
  void textsAreUtf8() {
    assertEquals(TestAuthenticator.base64("Zürich".getBytes(StandardCharsets.UTF_8)), "WsO8cmljaA");
  }
}
