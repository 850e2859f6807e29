package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.Base32Secret;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.transfer.Lines.Line;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import io.tetrapylon.kernel.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads OATH CSV in the two forms that are about.
 *
 * <p>With a header line, as cloud directories have it ({@code upn, serial number, secret key, time
 * interval, manufacturer, model}, besides {@code type, algorithm, digits, counter, label}): the
 * secret is base32, or hexadecimal in a column {@code secret hex}.
 *
 * <p>Without one: serial, secret in hexadecimal, {@code hotp} (also when left out) or {@code totp},
 * digits, and for TOTP the time step, for HOTP the counter that comes next.
 */
final class OathCsv {
  /** Names of columns, in lower case letters alone, and what they mean. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("serial", "serial"),
          Map.entry("serialnumber", "serial"),
          Map.entry("upn", "owner"),
          Map.entry("user", "owner"),
          Map.entry("username", "owner"),
          Map.entry("login", "owner"),
          Map.entry("secretkey", "base32"),
          Map.entry("secret", "base32"),
          Map.entry("seed", "base32"),
          Map.entry("secrethex", "hex"),
          Map.entry("timeinterval", "period"),
          Map.entry("timestep", "period"),
          Map.entry("period", "period"),
          Map.entry("type", "method"),
          Map.entry("method", "method"),
          Map.entry("algorithm", "algorithm"),
          Map.entry("hash", "algorithm"),
          Map.entry("digits", "digits"),
          Map.entry("counter", "counter"),
          Map.entry("label", "label"),
          Map.entry("model", "model"));

  private OathCsv() {}

  static List<TransferRow> read(String content) {
    var lines = Lines.of(content);
    var header = lines.isEmpty() ? null : header(lines.get(0));
    return header == null
        ? lines.stream().map(OathCsv::positional).toList()
        : lines.stream().skip(1).map(line -> named(line, header)).toList();
  }

  /** What each column means; null where the line is a token already. */
  private static @Nullable List<String> header(Line first) {
    var meanings =
        first.fields().stream()
            .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))
            .map(name -> COLUMNS.getOrDefault(name, ""))
            .toList();
    return meanings.contains("base32") || meanings.contains("hex") ? meanings : null;
  }

  private static TransferRow named(Line line, List<String> header) {
    var fields = line.fields();
    UnaryOperator<String> get = name -> Lines.field(fields, index(header, name));
    return TransferRow.of(line.number(), get.apply("serial"), () -> named(get));
  }

  private static int index(List<String> header, String name) {
    int at = header.indexOf(name);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private static TransferredToken named(UnaryOperator<String> get) {
    var method = method(get.apply("method"), OathMethod.TOTP);
    return new TransferredToken(
        text(get.apply("serial")),
        text(get.apply("owner")),
        Optional.ofNullable(text(get.apply("label"))).orElse(text(get.apply("model"))),
        new OathParameters(
            method,
            Lines.algorithm(get.apply("algorithm")),
            Lines.number("digits", get.apply("digits"), 6),
            Lines.number("time interval", get.apply("period"), 30)),
        secret(get),
        method == OathMethod.HOTP ? Lines.number("counter", get.apply("counter"), 0) : 0,
        Validity.ALWAYS);
  }

  private static Secret secret(UnaryOperator<String> get) {
    var hex = get.apply("hex");
    return hex.isEmpty() ? base32(get.apply("base32")) : Lines.hex(hex);
  }

  /** A secret in base32. */
  static Secret base32(String text) {
    try {
      return Base32Secret.parse(text);
    } catch (IllegalArgumentException unfit) {
      throw new Flawed("Its secret is not in base32.");
    }
  }

  private static TransferRow positional(Line line) {
    var fields = line.fields();
    return TransferRow.of(line.number(), fields.get(0), () -> positional(fields));
  }

  private static TransferredToken positional(List<String> fields) {
    var method = method(Lines.field(fields, 2), OathMethod.HOTP);
    var last = Lines.field(fields, 4);
    boolean timed = method == OathMethod.TOTP;
    return new TransferredToken(
        text(fields.get(0)),
        null,
        null,
        new OathParameters(
            method,
            Lines.algorithm(""),
            Lines.number("digits", Lines.field(fields, 3), 6),
            timed ? Lines.number("time step", last, 30) : 30),
        Lines.hex(Lines.field(fields, 1)),
        timed ? 0 : Lines.number("counter", last, 0),
        Validity.ALWAYS);
  }

  private static OathMethod method(String name, OathMethod otherwise) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "" -> otherwise;
      case "HOTP" -> OathMethod.HOTP;
      case "TOTP" -> OathMethod.TOTP;
      default -> throw new Flawed("It is neither HOTP nor TOTP.");
    };
  }

  private static @Nullable String text(String field) {
    return field.isEmpty() ? null : field;
  }
}
