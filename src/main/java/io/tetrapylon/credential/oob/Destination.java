package io.tetrapylon.credential.oob;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.keys.TenantKeys;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where codes go: an e-mail address, or a number in its international form (E.164).
 *
 * @param kind which of them
 * @param address as it is sent to
 */
public record Destination(OobKind kind, String address) {
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** Country and operator, so that a range that somebody earns by has a budget of its own. */
  private static final int PREFIX = 6;

  /** Reads what people write; refuses with {@code MEMBER_INVALID} what no code can go to. */
  public static Destination of(OobKind kind, @Nullable String text) {
    var given = Member.text("address", text, 320).strip();
    var address = kind == OobKind.SMS ? number(given) : given;
    Member.check(
        (kind == OobKind.SMS ? NUMBER : EMAIL).matcher(address).matches(),
        "address",
        kind == OobKind.SMS
            ? "must be a number such as +41790000000."
            : "must be an e-mail address.");
    return new Destination(kind, address);
  }

  private static String number(String given) {
    return given.replaceAll("[\\s()./-]", "").replaceFirst("^00", "+");
  }

  /** What its budget goes by: one address, however it is written. */
  public byte[] mac(TenantKeys keys) {
    return keys.mac("code-destination", address.toLowerCase(Locale.ROOT).getBytes(UTF_8));
  }

  /** What the budget of its range goes by, or null: only numbers have one. */
  public byte @Nullable [] prefixMac(TenantKeys keys) {
    return kind == OobKind.SMS
        ? keys.mac("code-prefix", address.substring(0, PREFIX).getBytes(UTF_8))
        : null;
  }

  /** What may be shown of it. */
  public String masked() {
    if (kind == OobKind.SMS) {
      return address.substring(0, 3) + "…" + address.substring(address.length() - 2);
    }
    return address.charAt(0) + "…" + address.substring(address.indexOf('@'));
  }

  @Override
  public String toString() {
    return "Destination[" + masked() + "]";
  }
}
