package io.tetrapylon.device.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON in which two readers cannot see different things: UTF-8, one object and nothing after it, no
 * member twice, at most 16 levels deep.
 */
public final class StrictJson {
  private static final int DEEPEST = 16;
  private static final JsonFactory JSON = factory();

  private StrictJson() {}

  /** A factory of parsers as strict, for readers that know other types. */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** The object of these bytes; empty where they are anything else. */
  public static Optional<JsonObject> object(byte[] utf8) {
    try (var parser = JSON.createParser(text(utf8))) {
      return JacksonCodec.fromParser(parser, Object.class) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (DecodeException | JsonProcessingException | CharacterCodingException notSuchJson) {
      return Optional.empty(); // not kept as a cause: it may quote a secret
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Bytes as text; anything but UTF-8 fails. */
  public static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }
}
