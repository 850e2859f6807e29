package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred thousand random codes, half of them HOTP, agree with an independent implementation. */
class OathAgreementTest {
  private static final int CODES = 8_334; // in each of twelve rounds
  private static final long YEAR_2200 = 7_258_118_400L;

  private final Entropy entropy = new RepeatingEntropy(4226);

  @ParameterizedTest
  @CsvSource({"6", "8"})
  void hotpAgreesWithAnotherImplementation(int digits) throws InvalidKeyException {
    var other = new HmacOneTimePasswordGenerator(digits);
    for (int i = 0; i < CODES; i++) {
      var token = random(OathMethod.HOTP, OathAlgorithm.SHA1, digits, 30);
      long counter = below(Long.MAX_VALUE);

      assertEquals(
          other.generateOneTimePasswordString(key(token), counter, Locale.ROOT),
          token.codeAt(counter));
    }
  }

  /** Its HOTP has SHA-1 only, so steps of one second stand for the counter. */
  @ParameterizedTest
  @CsvSource({"SHA256, 6", "SHA256, 8", "SHA512, 6", "SHA512, 8"})
  void hotpOfLongerHashesAgreesToo(OathAlgorithm algorithm, int digits) throws InvalidKeyException {
    var other =
        new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(1), digits, algorithm.macName());
    for (int i = 0; i < CODES; i++) {
      var token = random(OathMethod.HOTP, algorithm, digits, 30);
      long counter = below(YEAR_2200);

      assertEquals(
          other.generateOneTimePasswordString(
              key(token), Instant.ofEpochSecond(counter), Locale.ROOT),
          token.codeAt(counter));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, 6, 30",
    "SHA1, 8, 30",
    "SHA256, 6, 30",
    "SHA256, 8, 60",
    "SHA512, 6, 60",
    "SHA512, 8, 30"
  })
  void totpAgreesWithAnotherImplementation(OathAlgorithm algorithm, int digits, int period)
      throws InvalidKeyException {
    var other =
        new TimeBasedOneTimePasswordGenerator(
            Duration.ofSeconds(period), digits, algorithm.macName());
    for (int i = 0; i < CODES; i++) {
      var token = random(OathMethod.TOTP, algorithm, digits, period);
      var now = Instant.ofEpochSecond(below(YEAR_2200));

      assertEquals(
          other.generateOneTimePasswordString(key(token), now, Locale.ROOT),
          token.codeAt(token.stepAt(now)));
    }
  }

  private OathToken random(OathMethod method, OathAlgorithm algorithm, int digits, int period) {
    var secret = Secret.of(entropy.bytes(10 + (int) below(70)));
    return Tokens.period(Tokens.of(method, algorithm, digits, secret), period);
  }

  private long below(long bound) {
    return Math.floorMod(entropy.bits(), bound);
  }

  private static SecretKeySpec key(OathToken token) {
    return new SecretKeySpec(token.secret().bytes(), token.algorithm().macName());
  }
}
