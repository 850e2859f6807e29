package io.tetrapylon.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of the gateway's own APIs strictly: one JSON value, no member twice, none that
 * nobody knows, no text where a number belongs, at most 16 levels deep. What is wrong is told by
 * the name of the member, never by its value, which may be a password.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictBodies implements MessageBodyReader<Object> {
  private static final JsonMapper JSON =
      JsonMapper.builder(StrictJson.factory())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.getPackageName().startsWith(StrictBodies.class.getPackageName() + ".");
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    try {
      Object read = JSON.readValue(body, type);
      if (read != null) {
        return read;
      }
    } catch (JsonMappingException unfit) {
      throw refusal(unfit);
    } catch (JsonProcessingException unreadable) {
      // Not kept as a cause: it quotes the body.
    }
    throw new Refusal(Reason.BODY_UNREADABLE);
  }

  private static Refusal refusal(JsonMappingException unfit) {
    var refusal = refusalOf(unfit);
    if (refusal != null) {
      return refusal;
    }
    var member =
        unfit.getPath().stream()
            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
            .collect(Collectors.joining("."));
    return member.isEmpty()
        ? new Refusal(Reason.BODY_UNREADABLE)
        : Member.invalid(printable(member), "is not known here, or is not of the right type.");
  }

  /** What a record's own constructor refused. */
  private static @Nullable Refusal refusalOf(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return null;
  }

  private static String printable(String member) {
    return io.tetrapylon.kernel.CleanText.of(member);
  }
}
