package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tetrapylon.kernel.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a request, read strictly: UTF-8, one object and nothing after it, no member
 * twice, at most 16 levels deep. Members that nobody asks for are ignored.
 *
 * <p>Each reading method throws {@link AuthPointRefusal} with the error that belongs to its member.
 */
final class RequestBody {
  private static final int DEEPEST = 16;

  /** The longest e-mail address that RFC 5321 section 4.5.3.1 allows: 64, an at sign, 255. */
  private static final int LONGEST_LOGIN = 320;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ObjectNode members;

  private RequestBody(ObjectNode members) {
    this.members = members;
  }

  /** Reads a body; one that is missing or is not such JSON is {@code BODY_NOT_READABLE}. */
  static RequestBody read(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new AuthPointRefusal(AuthPointError.BODY_NOT_READABLE);
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (JSON.readTree(text) instanceof ObjectNode members) {
        return new RequestBody(members);
      }
    } catch (CharacterCodingException | JsonProcessingException unreadable) {
      // Not kept as a cause: it quotes the body, which holds a password.
    }
    throw new AuthPointRefusal(AuthPointError.BODY_NOT_READABLE);
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
