package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.kernel.Secret;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test values of the two standards. */
class OathVectorsTest {
  private static final String TEN_DIGITS = "1234567890";

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({
    "0, 755224",
    "1, 287082",
    "2, 359152",
    "3, 969429",
    "4, 338314",
    "5, 254676",
    "6, 287922",
    "7, 162583",
    "8, 399871",
    "9, 520489"
  })
  void hotpCodesAreThoseOfRfc4226(long counter, String code) {
    assertEquals(code, Tokens.hotp().codeAt(counter));
  }

  /** RFC 6238, appendix B; the keys' lengths are those of its errata: one block of each hash. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082, SHA1",
    "59, 46119246, SHA256",
    "59, 90693936, SHA512",
    "1111111109, 07081804, SHA1",
    "1111111109, 68084774, SHA256",
    "1111111109, 25091201, SHA512",
    "1111111111, 14050471, SHA1",
    "1111111111, 67062674, SHA256",
    "1111111111, 99943326, SHA512",
    "1234567890, 89005924, SHA1",
    "1234567890, 91819424, SHA256",
    "1234567890, 93441116, SHA512",
    "2000000000, 69279037, SHA1",
    "2000000000, 90698825, SHA256",
    "2000000000, 38618901, SHA512",
    "20000000000, 65353130, SHA1",
    "20000000000, 77737706, SHA256",
    "20000000000, 47863826, SHA512"
  })
  void totpCodesAreThoseOfRfc6238(long second, String code, OathAlgorithm algorithm) {
    var token = Tokens.of(OathMethod.TOTP, algorithm, 8, key(algorithm));
    var now = Instant.ofEpochSecond(second);

    assertEquals(code, token.codeAt(token.stepAt(now)));
    assertEquals(new OathMatch.Fresh(second / 30, 0), token.match(code, now));
  }

  private static Secret key(OathAlgorithm algorithm) {
    int length =
        switch (algorithm) {
          case SHA1 -> 20;
          case SHA256 -> 32;
          case SHA512 -> 64;
        };
    return Secret.of(TEN_DIGITS.repeat(7).substring(0, length));
  }
}
