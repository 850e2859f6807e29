package io.tetrapylon.dialect;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer in a dialect's words, which can be given by a JAX-RS resource or, before one is
 * reached, by the edge itself.
 *
 * @param status the HTTP status
 * @param mediaType of the body; not sent with an empty one
 * @param body as it travels, or empty
 * @param headers what travels beside it
 */
public record Rendering(int status, String mediaType, String body, Map<String, String> headers) {
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "1";

  /** Copies the headers, and tells whoever reads a 503 when to come again. */
  public Rendering {
    var all = new LinkedHashMap<>(headers);
    if (status == SERVICE_UNAVAILABLE) {
      all.putIfAbsent("Retry-After", RETRY_AFTER_SECONDS);
    }
    headers = Map.copyOf(all);
  }

  /** An answer without headers of its own. */
  public static Rendering of(int status, String mediaType, String body) {
    return new Rendering(status, mediaType, body, Map.of());
  }

  /** The same answer with one more header. */
  public Rendering with(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Rendering(status, mediaType, body, all);
  }

  /** The answer as JAX-RS wants it. */
  public Response toResponse() {
    var response = Response.status(status);
    headers.forEach(response::header);
    return body.isEmpty() ? response.build() : response.type(mediaType).entity(body).build();
  }

  /** Sends the answer and ends the response. */
  void send(HttpServerResponse response) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    if (body.isEmpty()) {
      response.end();
    } else {
      response.putHeader("Content-Type", mediaType).end(body);
    }
  }
}
