package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
  private static final List<byte[]> FRAGMENTS =
      List.of(
          bytes("\""),
          bytes("{"),
          bytes("}"),
          bytes("["),
          bytes("null"),
          bytes("1e400"),
          bytes("\\u0000"),
          bytes("\\ud800"),
          bytes("\\"),
          bytes(","),
          bytes(":"),
          bytes("-"),
          bytes("9".repeat(1200)),
          bytes("[".repeat(40)),
          bytes("\u202e"),
          new byte[] {-1},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {0});

  private static final List<Function<byte[], Object>> READERS =
      List.of(
          AuthenticationPolicyRequest::read,
          PasswordRequest::read,
          OtpRequest::read,
          TransactionRequest::read,
          QrCodeRequest::read,
          ForgotTokenRequest::read);

  private final Random random = new Random(20_261_121);

  @Test
  void aBrokenBodyIsReadOrRefused() {
    int read = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      var body = mutated();
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
      var header = "Basic " + new String(mutated(bytes("aWQ6c2VjcmV0")), StandardCharsets.UTF_8);
      try {
        assertNotNull(TokenRequest.read(header, mutated(form)));
      } catch (TokenRefusal expected) {
        assertNotNull(expected.error());
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

  private byte[] mutated() {
    return mutated(VALID);
  }

  private byte[] mutated(byte[] valid) {
    var body = valid;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      body = mutatedOnce(body);
    }
    return body;
  }

  private byte[] mutatedOnce(byte[] body) {
    int at = random.nextInt(body.length + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(body, at); // cut off
      case 1 -> spliced(body, at, at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      case 2 -> spliced(body, at, Math.min(body.length, at + random.nextInt(8)), new byte[0]);
      default -> spliced(body, at, Math.min(body.length, at + 1), randomByte());
    };
  }

  private byte[] randomByte() {
    var one = new byte[1];
    random.nextBytes(one);
    return one;
  }

  private static byte[] spliced(byte[] body, int from, int to, byte[] insert) {
    var result = Arrays.copyOf(body, from + insert.length + body.length - to);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(body, to, result, from + insert.length, body.length - to);
    return result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
