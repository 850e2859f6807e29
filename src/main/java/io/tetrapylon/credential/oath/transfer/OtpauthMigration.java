package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import io.tetrapylon.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is in an {@code otpauth-migration} text: a protocol buffer whose first field, repeated, is a
 * token.
 *
 * <pre>
 *   1 secret  2 name  3 issuer  4 algorithm (1 SHA1, 2 SHA256, 3 SHA512)
 *   5 digits (1 six, 2 eight)  6 type (1 HOTP, 2 TOTP)  7 counter
 * </pre>
 */
final class OtpauthMigration {
  private static final int TOKEN = 1;
  private static final Map<Long, OathAlgorithm> ALGORITHMS =
      Map.of(
          0L, OathAlgorithm.SHA1,
          1L, OathAlgorithm.SHA1,
          2L, OathAlgorithm.SHA256,
          3L, OathAlgorithm.SHA512);

  private OtpauthMigration() {}

  /** A row for each token, or one for all of it where nothing can be read. */
  static Stream<TransferRow> rows(int number, Supplier<String> data) {
    try {
      var payload = Protobuf.read(bytes(data.get()));
      return payload.bytes(TOKEN).map(each -> TransferRow.of(number, null, () -> token(each)));
    } catch (Flawed unreadable) {
      return Stream.of(
          TransferRow.of(
              number,
              null,
              () -> {
                throw unreadable;
              }));
    }
  }

  private static byte[] bytes(String data) {
    try {
      return Base64.getMimeDecoder()
          .decode(data.replace('-', '+').replace('_', '/').getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      throw new Flawed("Its data is no base64.");
    }
  }

  private static TransferredToken token(byte[] encoded) {
    var message = Protobuf.read(encoded);
    var method = method(message.number(6));
    var account = OtpauthTexts.account(text(message, 2));
    return new TransferredToken(
        null,
        account.isEmpty() ? null : account,
        account.isEmpty() ? null : account,
        new OathParameters(method, algorithm(message.number(4)), digits(message.number(5)), 30),
        secret(message),
        method == OathMethod.HOTP ? message.number(7) : 0,
        Validity.ALWAYS);
  }

  private static Secret secret(Protobuf message) {
    return Secret.of(
        message.bytes(1).findFirst().orElseThrow(() -> new Flawed("It has no secret.")));
  }

  private static String text(Protobuf message, int field) {
    return message
        .bytes(field)
        .findFirst()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  private static OathMethod method(long type) {
    return switch ((int) Math.max(-1, Math.min(type, 3))) {
      case 1 -> OathMethod.HOTP;
      case 0, 2 -> OathMethod.TOTP;
      default -> throw new Flawed("It is neither HOTP nor TOTP.");
    };
  }

  private static OathAlgorithm algorithm(long number) {
    var known = ALGORITHMS.get(number);
    if (known == null) {
      throw new Flawed("Its hash function is not known here.");
    }
    return known;
  }

  private static int digits(long number) {
    return number == 2 ? 8 : number == 0 || number == 1 ? 6 : 0;
  }
}
