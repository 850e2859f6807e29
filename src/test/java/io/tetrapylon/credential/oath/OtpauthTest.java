package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OtpauthTest {
  @Test
  void aTotpTokenHasItsPeriod() {
    var token = Tokens.period(Tokens.totp(), 60);

    assertEquals(
        "otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Example&algorithm=SHA1&digits=6&period=60",
        Otpauth.of("Example", "ada", token).text());
  }

  @Test
  void aHotpTokenHasTheCounterThatComesNext() {
    var hotp = Tokens.of(OathMethod.HOTP, OathAlgorithm.SHA512, 8, Tokens.SECRET);
    String begin =
        "otpauth://hotp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Example&algorithm=SHA512&digits=8&counter=";

    assertEquals(begin + "0", Otpauth.of("Example", "ada", hotp).text());
    assertEquals(begin + "42", Otpauth.of("Example", "ada", Tokens.used(hotp, 41, 0)).text());
  }

  @Test
  void whatIsNotUnreservedIsPercentEncoded() {
    assertEquals(
        "otpauth://totp/Big%20Co%3A%20%26%2B%2A~:z%C3%BCrich%40example.org%2F%3F%23"
            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Big%20Co%3A%20%26%2B%2A~&algorithm=SHA256&digits=6&period=30",
        Otpauth.of(
                "Big Co: &+*~",
                "zürich@example.org/?#",
                Tokens.of(OathMethod.TOTP, OathAlgorithm.SHA256, 6, Tokens.SECRET))
            .text());
  }

  @Test
  void neitherTheTextNorTheTokenPrintsTheSecret() {
    assertEquals("***", Otpauth.of("Example", "ada", Tokens.totp()).toString());
    assertEquals(
        "OathToken[method=TOTP, algorithm=SHA1, digits=6, period=30, secret=***, "
            + "movingFactor=-1, drift=0, timeWindow=1, counterWindow=10]",
        Tokens.totp().toString());
  }
}
