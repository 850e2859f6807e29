package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may write where a token belongs. */
class UnverifiedTest {
  @Test
  void aTokenSaysWhatItHasToBeCheckedWith() {
    assertEquals(
        new Unverified("k", "i", List.of("a")),
        Unverified.of(token("{\"kid\":\"k\"}", "{\"iss\":\"i\",\"aud\":\"a\"}")));
    assertEquals(
        new Unverified("", "", List.of("a", "")),
        Unverified.of(token("{\"kid\":1}", "{\"iss\":[],\"aud\":[\"a\",2]}")));
  }

  @Test
  void noStatementHasToHoldWhatItCannot() {
    var said = Unverified.of(token("{}", "{\"iss\":\"a\\u0000\",\"aud\":\"\\ud800\"}"));

    assertEquals(new Unverified("", "", List.of("")), said);
  }

  @Test
  void audiencesBeyondTwentyAreNone() {
    var many =
        IntStream.range(0, 21).mapToObj(i -> "\"a" + i + "\"").collect(Collectors.joining(","));

    assertEquals(List.of(""), Unverified.of(token("{}", "{\"aud\":[" + many + "]}")).audiences());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "1", "\"x\"", "", "{", "{}{}x", "\u00e9"})
  void whatIsNoObjectIsNoToken(String json) {
    refused(token(json, "{}"));
    refused(token("{}", json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "e30.e30", "e30.e30.x.y.z", "*.e30.x", "e30.*.x"})
  void whatHasNotThreePartsIsNoToken(String text) {
    refused(text);
    assertEquals("", Unverified.issuer(text));
  }

  private static void refused(String token) {
    var refusal = assertThrows(Refusal.class, () -> Unverified.of(token), token);
    assertEquals(Reason.TOKEN_INVALID, refusal.reason());
  }

  private static String token(String header, String claims) {
    return TestIssuer.part(header) + "." + TestIssuer.part(claims) + ".c2ln";
  }
}
