package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tetrapylon.dialect.JsonBody;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a request, read as strictly as {@link JsonBody} does. Members that nobody asks
 * for are ignored.
 *
 * <p>Each reading method throws {@link AuthPointRefusal} with the error that belongs to its member.
 */
final class RequestBody {
  /** The longest e-mail address that RFC 5321 section 4.5.3.1 allows: 64, an at sign, 255. */
  private static final int LONGEST_LOGIN = 320;

  private final ObjectNode members;

  private RequestBody(ObjectNode members) {
    this.members = members;
  }

  /** Reads a body; one that is missing or is not such JSON is {@code BODY_NOT_READABLE}. */
  static RequestBody read(byte @Nullable [] bytes) {
    try {
      return new RequestBody(JsonBody.read(bytes));
    } catch (Refusal unreadable) {
      throw new AuthPointRefusal(AuthPointError.BODY_NOT_READABLE);
    }
  }

  /** The user name or e-mail address: not blank, no control characters, at most 320 long. */
  String login() {
    var login = requiredText("login");
    if (login.length() > LONGEST_LOGIN || !CleanText.isPlain(login)) {
      throw invalid();
    }
    return login;
  }

  /** The password, or null where it is absent, null or empty, which are the same thing. */
  @Nullable Secret password() {
    var password = optionalText("password");
    if (!CleanText.isWhole(password)) {
      throw invalid();
    }
    return password.isEmpty() ? null : Secret.of(password);
  }

  /** The end user's address as it was given, cleaned; empty where it is absent. */
  String originIpAddress() {
    return CleanText.of(optionalText("originIpAddress"));
  }

  /** A text that must be there and not blank. */
  String requiredText(String name) {
    var text = optionalText(name);
    if (text.isBlank()) {
      throw invalid();
    }
    return text;
  }

  /** A text, empty where it is absent or null. */
  private String optionalText(String name) {
    var value = members.get(name);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw invalid();
    }
    return value.textValue();
  }

  /** Six digits, as a text; {@code format} where it is no text of digits, {@code size} else. */
  String sixDigits(String name, AuthPointError format, AuthPointError size) {
    var value = members.get(name);
    if (value == null || !value.isTextual() || !isDigits(value.textValue())) {
      throw new AuthPointRefusal(format);
    }
    if (value.textValue().length() != 6) {
      throw new AuthPointRefusal(size);
    }
    return value.textValue();
  }

  /** A member as it is, or null. */
  @Nullable JsonNode member(String name) {
    return members.get(name);
  }

  private static AuthPointRefusal invalid() {
    return new AuthPointRefusal(AuthPointError.MEMBER_NOT_VALID);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
