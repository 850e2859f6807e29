package io.tetrapylon.credential.oath.transfer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that somebody altered, thousands of times each, from one seed: a reader gives rows or
 * refuses, and throws nothing else. Long form: {@code -Dtetrapylon.alterations=100000}.
 */
class AlteredFilesTest {
  private static final int TIMES = Integer.getInteger("tetrapylon.alterations", 3000);
  private static final String PIECES = "<>&;\"',=%/+-:0123456789aA?#\n\u0000\uD800é";

  private static final Map<TransferFormat, List<String>> GOOD =
      Map.of(
          TransferFormat.PSKC,
          List.of(PskcExamples.PLAIN, PskcExamples.SUPPLEMENTED, PskcExamples.UNDER_KEY),
          TransferFormat.OATH_CSV,
          List.of(
              "upn,serial number,secret key,time interval\njane,1,JBSWY3DPEHPK3PXP,30\n",
              "tok1, 31323334353637383930, totp, 8, 60\n"),
          TransferFormat.YUBICO_CSV,
          List.of(
              "OATH-HOTP,11.12.13 18:55,1,cccccccccccc,,916821d3a138bf855e70069605559a206ba854cd,,,0,0,0,6\n",
              "508327,,0,69cfb9202438ca68964ec3244bfa4843d073a43b,,2013-12-12T08:41:07,\n"),
          TransferFormat.OTPAUTH,
          List.of(
              "otpauth://totp/A:j?secret=JBSWY3DPEHPK3PXP&digits=6&period=30\n",
              "otpauth-migration://offline?data=CiEKFJFoIdOhOL%2BFXnAGlgVVmiBrqFTNEgRqb2huIAEoATACEAEYAQ%3D%3D\n"));

  @ParameterizedTest
  @EnumSource
  void nothingUndeclaredIsThrown(TransferFormat format) {
    var random = new Random(format.ordinal());
    for (int i = 0; i < TIMES; i++) {
      var good = GOOD.get(format);
      var altered = altered(good.get(random.nextInt(good.size())), random);
      try {
        var rows = format.read(altered, PskcExamples.PRE_SHARED);
        assertTrue(rows.stream().allMatch(row -> (row.token() == null) != (row.flaw() == null)));
      } catch (Refusal declared) {
        // one of the two ways
      }
    }
  }

  private static String altered(String good, Random random) {
    var text = new StringBuilder(good);
    for (int i = 1 + random.nextInt(4); i > 0 && text.length() > 1; i--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 1 -> text.delete(at, to);
        case 2 -> text.insert(at, text.substring(at, to));
        default -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      }
    }
    return text.toString();
  }
}
