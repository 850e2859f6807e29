package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A thousand random codes agree with {@code oathtool} (OATH Toolkit), which has to be installed:
 * {@code ./mvnw test -Ptools}.
 */
@Tag("tools")
class OathtoolCheck {
  private static final int TOKENS = 5;
  private static final int CODES = 25;
  private static final int YEAR_2100 = 2_147_483_647; // well inside a 32-bit time_t

  private final Entropy entropy = new RepeatingEntropy(6238);

  @ParameterizedTest
  @CsvSource({
    "HOTP, SHA1, 6", "HOTP, SHA1, 8",
    "TOTP, SHA1, 6", "TOTP, SHA1, 8",
    "TOTP, SHA256, 6", "TOTP, SHA256, 8",
    "TOTP, SHA512, 6", "TOTP, SHA512, 8"
  })
  void codesAgreeWithOathtool(OathMethod method, OathAlgorithm algorithm, int digits)
      throws IOException, InterruptedException {
    for (int i = 0; i < TOKENS; i++) {
      var secret = Secret.of(entropy.bytes(10 + below(70)));
      var token = Tokens.of(method, algorithm, digits, secret);
      long from = below(YEAR_2100 / 30 - CODES);

      assertEquals(run(token, from), List.of(Tokens.codes(token, from, CODES)));
    }
  }

  private int below(int bound) {
    return (int) Math.floorMod(entropy.bits(), (long) bound);
  }

  private static List<String> run(OathToken token, long from)
      throws IOException, InterruptedException {
    boolean timed = token.method() == OathMethod.TOTP;
    var process =
        new ProcessBuilder(
                "oathtool",
                timed ? "--totp=" + token.algorithm() : "--hotp",
                timed ? "--now=" + Instant.ofEpochSecond(from * 30) : "--counter=" + from,
                "--digits=" + token.digits(),
                "--window=" + (CODES - 1),
                HexFormat.of().formatHex(token.secret().bytes()))
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }
}
