package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Secret;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is written with apostrophes for quotes. */
class RequestBodiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "'x'",
        "5",
        "{",
        "{'login':'a'",
        "{'login':'a'}}",
        "{'login':'a'} {}",
        "{'login':'a','login':'b'}",
        "{'login':'a','x':{'y':1,'y':2}}",
        "{'login':'a',}",
        "{login:'a'}",
        "{'login':'a' // comment\n}",
        "{'login':NaN}",
        "{'login':'\n'}",
        "\uFEFF{'login':'a'}",
        "{'x':[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]],'login':'a'}"
      })
  void whatIsNoSuchJsonCannotBeRead(String body) {
    assertRefused("201.115.002", () -> AuthenticationPolicyRequest.read(json(body)));
  }

  @Test
  void aMissingBodyCannotBeRead() {
    assertRefused("201.115.002", () -> AuthenticationPolicyRequest.read(null));
  }

  @Test
  void onlyUtf8CanBeRead() {
    var wide = "{\"login\":\"a\"}".getBytes(StandardCharsets.UTF_16LE);
    var latin = "{\"login\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertRefused("201.115.002", () -> AuthenticationPolicyRequest.read(wide));
    assertRefused("201.115.002", () -> AuthenticationPolicyRequest.read(latin));
  }

  @Test
  void sixteenLevelsAreReadAndUnknownMembersIgnored() {
    // when
    var request =
        AuthenticationPolicyRequest.read(
            json("{'x':[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]],'login':'jdoe'}"));

    // then
    assertEquals(new AuthenticationPolicyRequest("jdoe", ""), request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'login':null}",
        "{'login':''}",
        "{'login':'  '}",
        "{'login':5}",
        "{'login':true}",
        "{'login':['a']}",
        "{'login':{}}",
        "{'Login':'a'}",
        "{'login':'a\\u0000b'}",
        "{'login':'a\\u001bb'}",
        "{'login':'\\ud800'}",
        "{'login':'\\udc00\\ud800'}",
        "{'login':'a','originIpAddress':5}",
        "{'login':'a','originIpAddress':{}}"
      })
  void aLoginThatNobodyCanHaveIsNotValid(String body) {
    assertRefused("201.115.003", () -> AuthenticationPolicyRequest.read(json(body)));
  }

  @Test
  void aLoginHasAtMost320Characters() {
    assertEquals(
        "a".repeat(320),
        AuthenticationPolicyRequest.read(json("{'login':'" + "a".repeat(320) + "'}")).login());
    assertRefused(
        "201.115.003",
        () -> AuthenticationPolicyRequest.read(json("{'login':'" + "a".repeat(321) + "'}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "198.51.100.98|198.51.100.98",
        "junk; 1.2.3.4|junk; 1.2.3.4",
        "1.2.\\u00003.4|1.2. 3.4",
        "a\\r\\nb|a  b",
        "\\u202e1.2.3.4|1.2.3.4",
        "\\ud800|\"\""
      })
  void anAddressMayBeAnyTextAndIsCleaned(String sent, String kept) {
    assertEquals(
        kept == null ? "" : kept,
        AuthenticationPolicyRequest.read(json("{'login':'a','originIpAddress':'" + sent + "'}"))
            .originIpAddress());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'password':null", ",'password':''"})
  void absentNullAndEmptyPasswordsAreTheSame(String password) {
    assertNull(PasswordRequest.read(json("{'login':'a'" + password + "}")).password());
  }

  @Test
  void aPasswordIsKeptAsItIs() {
    assertEquals(
        Secret.of(" p\u00e4ss\u0000 "),
        PasswordRequest.read(json("{'login':'a','password':' p\u00e4ss\\u0000 '}")).password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "{}", "['a']", "'\\ud800'"})
  void aPasswordThatIsNoTextIsNotValid(String password) {
    assertRefused(
        "201.115.003",
        () -> PasswordRequest.read(json("{'login':'a','password':" + password + "}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "null|014",
        "''|014",
        "123456|014",
        "'12345a'|014",
        "' 12345'|014",
        "'-12345'|014",
        "['123456']|014",
        "'\u0661\u0662\u0663\u0664\u0665\u0666'|014",
        "'12345\\u0000'|014",
        "'12345'|015",
        "'1234567'|015",
        "'1'|015"
      })
  void aCodeIsATextOfSixDigits(String otp, String error) {
    assertRefused(
        "201.115." + error, () -> OtpRequest.read(json("{'login':'a','otp':" + otp + "}")));
  }

  @Test
  void anAbsentCodeIsAFormatError() {
    assertRefused("201.115.014", () -> OtpRequest.read(json("{'login':'a'}")));
  }

  @Test
  void theLoginIsLookedAtBeforeTheCode() {
    assertRefused("201.115.003", () -> OtpRequest.read(json("{'otp':'x'}")));
    assertRefused("201.115.003", () -> OtpRequest.read(json("{'login':'a','password':5}")));
  }

  @Test
  void aWholeOtpRequestIsRead() {
    // when
    var request =
        OtpRequest.read(
            json("{'login':'jdoe','password':'p','otp':'012345','originIpAddress':'::1'}"));

    // then
    assertEquals(new OtpRequest("jdoe", Secret.of("p"), Secret.of("012345"), "::1"), request);
    assertFalse(request.toString().contains("012345"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'login':'a'|003",
        "'login':'a','transactionId':''|003",
        "'login':'a','transactionId':5|003",
        "'login':'a','transactionId':'t'|016",
        "'login':'a','transactionId':'t','qrCodeResponse':123456|016",
        "'login':'a','transactionId':'t','qrCodeResponse':'12345'|017"
      })
  void aQrCodeRequestNeedsItsMembers(String members, String error) {
    assertRefused("201.115." + error, () -> QrCodeRequest.read(json("{" + members + "}")));
  }

  @Test
  void aTransactionIdMayBeAnyText() {
    assertEquals(
        "no uuid\u0000",
        QrCodeRequest.read(
                json("{'login':'a','transactionId':'no uuid\\u0000','qrCodeResponse':'123456'}"))
            .transactionId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "null,'activationCode':'123456','interval':1|018",
        "'x','activationCode':'123456','interval':1|018",
        "'123','activationCode':'x','interval':99|019",
        "'123456','activationCode':123456,'interval':1|020",
        "'123456','activationCode':'12345','interval':99|021",
        "'123456','activationCode':'123456'|022",
        "'123456','activationCode':'123456','interval':null|022",
        "'123456','activationCode':'123456','interval':0|022",
        "'123456','activationCode':'123456','interval':73|022",
        "'123456','activationCode':'123456','interval':-1|022",
        "'123456','activationCode':'123456','interval':1.5|022",
        "'123456','activationCode':'123456','interval':1e999999999|022",
        "'123456','activationCode':'123456','interval':4294967297|022",
        "'123456','activationCode':'123456','interval':18446744073709551617|022",
        "'123456','activationCode':'123456','interval':'0'|022",
        "'123456','activationCode':'123456','interval':'73'|022",
        "'123456','activationCode':'123456','interval':'+6'|022",
        "'123456','activationCode':'123456','interval':' 6'|022",
        "'123456','activationCode':'123456','interval':'6.0'|022",
        "'123456','activationCode':'123456','interval':''|022",
        "'123456','activationCode':'123456','interval':true|022",
        "'123456','activationCode':'123456','interval':[6]|022"
      })
  void aForgotTokenRequestNeedsItsMembers(String members, String error) {
    assertRefused(
        "201.115." + error,
        () -> ForgotTokenRequest.read(json("{'login':'a','verificationCode':" + members + "}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"1|1", "72|72", "6.0|6", "7.2e1|72", "'1'|1", "'72'|72", "'06'|6"})
  void anIntervalIsANumberOrAText(String sent, int hours) {
    // when
    var request =
        ForgotTokenRequest.read(
            json(
                "{'login':'a','password':'p','verificationCode':'321456',"
                    + "'activationCode':'123789','interval':"
                    + sent
                    + "}"));

    // then
    assertEquals(
        new ForgotTokenRequest("a", Secret.of("p"), "123789", Secret.of("321456"), hours), request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'push'", "'SMS'", "5", "['PUSH']"})
  void aTransactionIsAPushOrAQrCode(String type) {
    assertRefused(
        "201.115.003", () -> TransactionRequest.read(json("{'login':'a','type':" + type + "}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "null|\"\"|\"\"",
        "''|\"\"|\"\"",
        "{}|\"\"|\"\"",
        "'Jane'|Jane|\"\"",
        "{'machineName':'Jane','osVersion':'','domain':'example.com'}|Jane|example.com",
        "{'machineName':'a\\u0007b','domain':5}|a b|\"\"",
        "['x']|\"\"|\"\"",
        "5|\"\"|\"\""
      })
  void clientInfoIsTakenAsItComes(String sent, @Nullable String machine, @Nullable String domain) {
    // when
    var info =
        TransactionRequest.read(
                json("{'login':'a','type':'PUSH','clientInfoRequest':" + sent + "}"))
            .clientInfo();

    // then
    assertEquals(
        new ClientInfo(machine == null ? "" : machine, "", domain == null ? "" : domain), info);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(String code, org.junit.jupiter.api.function.Executable read) {
    assertEquals(code, assertThrows(AuthPointRefusal.class, read).error().code());
  }
}
