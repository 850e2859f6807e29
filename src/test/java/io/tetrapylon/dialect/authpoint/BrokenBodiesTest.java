package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.dialect.Mutations;
import io.tetrapylon.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bodies broken at random: whatever arrives is read or refused, and nothing else happens. */
class BrokenBodiesTest {
  private static final int MUTATIONS = 20_000;
  private static final byte[] VALID =
      ("{\"login\":\"jdoe\",\"password\":\"Password1234\",\"otp\":\"123456\",\"type\":\"PUSH\","
              + "\"transactionId\":\"03b68c49-3770-4f71-9f90-c0da1fc9584e\","
              + "\"qrCodeResponse\":\"123456\",\"verificationCode\":\"321456\","
              + "\"activationCode\":\"123789\",\"interval\":6,\"originIpAddress\":\"::1\","
              + "\"clientInfoRequest\":{\"machineName\":\"J\u00e4ne\",\"osVersion\":\"\"}}")
          .getBytes(StandardCharsets.UTF_8);
  private static final List<Function<byte[], Object>> READERS =
      List.of(
          AuthenticationPolicyRequest::read,
          PasswordRequest::read,
          OtpRequest::read,
          TransactionRequest::read,
          QrCodeRequest::read,
          ForgotTokenRequest::read);

  private final Mutations mutations = new Mutations(20_261_121);

  @Test
  void aBrokenBodyIsReadOrRefused() {
    int read = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      var body = mutations.of(VALID);
      for (var reader : READERS) {
        read += readOrRefused(reader, body);
      }
    }
    assertTrue(read > 0 && read < MUTATIONS * READERS.size());
  }

  @Test
  void aBrokenTokenRequestIsReadOrRefused() {
    var form =
        "grant_type=client_credentials&scope=api-access&audience=%C3%A4"
            .getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < MUTATIONS; round++) {
      var header =
          "Basic " + new String(mutations.of(bytes("aWQ6c2VjcmV0")), StandardCharsets.UTF_8);
      try {
        assertNotNull(TokenRequest.read(header, mutations.of(form)));
      } catch (TokenRefusal expected) {
        assertNotNull(expected.error());
      } catch (Refusal expected) {
        assertNotNull(expected.reason());
      }
    }
  }

  private static int readOrRefused(Function<byte[], Object> reader, byte[] body) {
    try {
      reader.apply(body);
      return 1;
    } catch (AuthPointRefusal refusal) {
      assertNotNull(refusal.error());
      return 0;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
