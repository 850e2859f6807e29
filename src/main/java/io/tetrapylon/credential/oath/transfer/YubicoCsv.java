package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.transfer.Lines.Line;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the tools that personalise YubiKeys log, in both of its forms: the traditional one,
 * whose first field is {@code OATH-HOTP} (then time, slot, public id, private id, secret, …, and
 * the digits as twelfth), and Yubico's, whose first is the key's serial number (then public id,
 * counter, secret, …). Keys that are programmed for anything but HOTP are told as such.
 *
 * <p>A key that types its public id before each code is none that a login page understands; no file
 * says whether it does.
 */
final class YubicoCsv {
  private static final String HOTP = "OATH-HOTP";
  private static final int HOTP_SECRET_DIGITS = 40;

  private YubicoCsv() {}

  static List<TransferRow> read(String content) {
    return Lines.of(content).stream()
        .filter(line -> !line.text().startsWith("LOGGING START"))
        .map(YubicoCsv::row)
        .toList();
  }

  private static TransferRow row(Line line) {
    var fields = line.fields();
    if (fields.get(0).matches("\\d{1,12}")) {
      return TransferRow.of(line.number(), fields.get(0), () -> ofYubico(fields));
    }
    var serial = serial(fields);
    return TransferRow.of(line.number(), serial, () -> traditional(fields, serial));
  }

  /** The public id, which is no secret, with the slot that it is in. */
  private static @Nullable String serial(List<String> fields) {
    var id = Lines.field(fields, 3);
    return id.isEmpty() || !fields.get(0).equals(HOTP) ? null : id + "-" + Lines.field(fields, 2);
  }

  private static TransferredToken traditional(List<String> fields, @Nullable String serial) {
    if (!fields.get(0).equals(HOTP)) {
      throw new Flawed("It is not programmed for OATH-HOTP.");
    }
    int digits = Lines.number("digits", Lines.field(fields, 11), 6);
    return token(serial, Lines.field(fields, 5), digits == 0 ? 6 : digits, 0);
  }

  private static TransferredToken ofYubico(List<String> fields) {
    var secret = Lines.field(fields, 3);
    if (secret.length() != HOTP_SECRET_DIGITS) {
      throw new Flawed("It is not programmed for OATH-HOTP.");
    }
    return token(fields.get(0), secret, 6, Lines.number("counter", Lines.field(fields, 2), 0));
  }

  private static TransferredToken token(
      @Nullable String serial, String secret, int digits, int counter) {
    return new TransferredToken(
        serial,
        null,
        "YubiKey",
        new OathParameters(OathMethod.HOTP, OathAlgorithm.SHA1, digits, 30),
        Lines.hex(secret),
        counter,
        Validity.ALWAYS);
  }
}
