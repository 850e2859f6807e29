package io.tetrapylon.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.device.protocol.QrCommand.Reader;
import io.tetrapylon.kernel.RepeatingEntropy;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The QR code of a login page. */
class QrCommandTest {
  private static final String CHALLENGE = "eyJhbGciOiJFUzI1NiJ9." + "eyJ0".repeat(200) + ".c2ln";

  private final RepeatingEntropy entropy = new RepeatingEntropy(5);

  @Test
  void eachPhoneReadsTheChallengeAndNobodyElse() {
    // when
    var command = QrCommand.seal(entropy, readers(3), CHALLENGE);

    // then
    for (int i = 1; i <= 3; i++) {
      assertEquals(CHALLENGE, QrCommand.open(id(i), key(i), command).orElseThrow());
    }
    assertTrue(QrCommand.open(id(4), key(4), command).isEmpty());
    assertTrue(QrCommand.open(id(1), key(2), command).isEmpty());
  }

  @Test
  void itKeepsItsShapeAndFitsIntoAQrCode() {
    var command = QrCommand.seal(entropy, readers(QrCommand.MOST_DEVICES), CHALLENGE);

    assertTrue(command.matches("[A-Za-z0-9+/]+={0,2}:[A-Za-z0-9+/]+={0,2}"), command);
    assertTrue(command.length() < 2953, "QR code 40-L in bytes: " + command.length());
  }

  @Test
  void anAlteredCommandIsNotRead() {
    var command = QrCommand.seal(entropy, readers(1), CHALLENGE);

    for (int at = 0; at < command.length(); at += 5) {
      var altered = new StringBuilder(command);
      altered.setCharAt(at, command.charAt(at) == 'A' ? 'B' : 'A');
      var read = QrCommand.open(id(1), key(1), altered.toString());
      assertTrue(read.isEmpty() || read.get().equals(CHALLENGE), "character " + at);
      boolean isLastOfAPart = at >= command.indexOf(':') - 4 || at >= command.length() - 4;
      assertTrue(read.isEmpty() || isLastOfAPart, "character " + at);
    }
    for (var broken : List.of("", ":", "AQ==", "AQ==:", ":AQ==", "AQE=:AA==", "a:b:c")) {
      assertTrue(QrCommand.open(id(1), key(1), broken).isEmpty(), broken);
    }
  }

  @Test
  void itIsForOneToEightPhones() {
    assertThrows(
        IllegalArgumentException.class, () -> QrCommand.seal(entropy, List.of(), CHALLENGE));
    assertThrows(
        IllegalArgumentException.class, () -> QrCommand.seal(entropy, readers(9), CHALLENGE));
  }

  private static List<Reader> readers(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(i -> new Reader(id(i), TestPhone.es256(i).encryptionKey()))
        .collect(Collectors.toList());
  }

  private static UUID id(long number) {
    return new UUID(0x0189_0a5d_ac96_7000L, number);
  }

  private static org.bouncycastle.crypto.params.ECPrivateKeyParameters key(long number) {
    return TestPhone.es256(number).decryptionKey();
  }
}
