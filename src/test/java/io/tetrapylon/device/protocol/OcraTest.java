package io.tetrapylon.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 6287 has no vectors for our suite. So the algorithm is written here once more for any suite,
 * shown to agree with the RFC's vectors, and compared with the product.
 */
class OcraTest {
  private static final String KEY_20 = "12345678901234567890";
  private static final String KEY_32 = "12345678901234567890123456789012";
  private static final UUID CHALLENGE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  @ParameterizedTest
  @CsvSource({
    "OCRA-1:HOTP-SHA1-6:QN08,       SHA1,   00000000, 237653",
    "OCRA-1:HOTP-SHA1-6:QN08,       SHA1,   11111111, 243178",
    "OCRA-1:HOTP-SHA1-6:QN08,       SHA1,   22222222, 653583",
    "OCRA-1:HOTP-SHA256-8:QN08-PSHA1, SHA256, 00000000, 83238735",
    "OCRA-1:HOTP-SHA256-8:QN08-PSHA1, SHA256, 11111111, 01501458",
    "OCRA-1:HOTP-SHA256-8:QN08-PSHA1, SHA256, 22222222, 17957585"
  })
  void theAlgorithmAsItIsWrittenHereIsTheStandards(
      String suite, String hash, String question, String code) throws GeneralSecurityException {
    boolean withPin = suite.endsWith("PSHA1");
    byte[] pin = withPin ? MessageDigest.getInstance("SHA-1").digest(bytes("1234")) : new byte[0];
    String hex = new BigInteger(question).toString(16);
    byte[] number = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");

    assertEquals(
        code, reference(suite, hash, bytes(withPin ? KEY_32 : KEY_20), number, pin, code.length()));
  }

  @Test
  void theProductAgreesForOurSuite() throws GeneralSecurityException {
    var entropy = new RepeatingEntropy(7);
    for (int i = 0; i < 500; i++) {
      byte[] key = entropy.bytes(Ocra.KEY_BYTES);
      byte[] question = entropy.bytes(32);

      assertEquals(
          reference(Ocra.SUITE, "SHA256", key, question, new byte[0], 6),
          Ocra.code(Secret.of(key), question));
    }
  }

  @Test
  void theVectorsOfAnotherProgramAgree() {
    byte[] counting = new byte[32];
    for (byte i = 0; i < 32; i++) {
      counting[i] = i;
    }

    var question = Ocra.question(counting, CHALLENGE);

    assertEquals(
        "8fd9a72d19effe4b7da0aca7715ec4142c0e01d746ed15a0fa5f85a79b26842a",
        HexFormat.of().formatHex(question));
    assertEquals("209651", Ocra.code(Secret.of(KEY_32), question));
    assertEquals(
        "578268", Ocra.code(Secret.of(new byte[32]), Ocra.question(new byte[32], CHALLENGE)));
  }

  @Test
  void onlyTheRightDigitsMatch() {
    var question = Ocra.question(new byte[32], CHALLENGE);

    assertTrue(Ocra.matches(Secret.of(new byte[32]), question, "578268"));
    for (var other : new String[] {"578269", "57826", "0578268", "", "５７８２６８"}) {
      assertFalse(Ocra.matches(Secret.of(new byte[32]), question, other), other);
    }
  }

  private static String reference(
      String suite, String hash, byte[] key, byte[] question, byte[] pin, int digits)
      throws GeneralSecurityException {
    var input = new ByteArrayOutputStream();
    input.writeBytes(bytes(suite));
    input.write(0);
    input.writeBytes(Arrays.copyOf(question, 128));
    input.writeBytes(pin);
    var mac = Mac.getInstance("Hmac" + hash);
    mac.init(new SecretKeySpec(key, "RAW"));
    byte[] sum = mac.doFinal(input.toByteArray());
    int offset = sum[sum.length - 1] & 0xf;
    var number = new BigInteger(1, Arrays.copyOfRange(sum, offset, offset + 4)).clearBit(31);
    return String.format("%0" + digits + "d", number.mod(BigInteger.TEN.pow(digits)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
