package io.tetrapylon.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as one JSON object, for dialects that read it member by member: UTF-8,
 * nothing after the object, no member twice, at most 16 levels deep, numbers as they were written.
 */
public final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder(StrictJson.factory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonBody() {}

  /** Reads it; a body that is missing or no such JSON is refused with {@code BODY_UNREADABLE}. */
  public static ObjectNode read(byte @Nullable [] body) {
    if (body == null) {
      throw new Refusal(Reason.BODY_UNREADABLE);
    }
    try {
      if (JSON.readTree(StrictJson.text(body)) instanceof ObjectNode members) {
        return members;
      }
    } catch (CharacterCodingException | JsonProcessingException unreadable) {
      // Not kept as a cause: it quotes the body, which may hold a secret.
    }
    throw new Refusal(Reason.BODY_UNREADABLE);
  }
}
