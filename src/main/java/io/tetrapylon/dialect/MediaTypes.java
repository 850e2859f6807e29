package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Media types in a request's headers. The framework reads them late and throws where they are none,
 * which is no failure of the gateway.
 */
final class MediaTypes {
  private MediaTypes() {}

  /** The reason of a failure; one that nobody foresaw may be the fault of these headers. */
  static Reason blame(Reason reason, Throwable failure, HttpServerRequest request) {
    if (reason != Reason.INTERNAL || !(failure instanceof IllegalArgumentException)) {
      return reason;
    }
    if (!areMediaTypes(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return Reason.MEDIA_TYPE_UNSUPPORTED;
    }
    return areMediaTypes(request.getHeader(HttpHeaders.ACCEPT)) ? reason : Reason.NOT_ACCEPTABLE;
  }

  private static boolean areMediaTypes(@Nullable String header) {
    try {
      if (header != null) {
        Stream.of(header.split(",")).map(String::strip).forEach(MediaType::valueOf);
      }
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
