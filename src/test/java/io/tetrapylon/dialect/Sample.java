package io.tetrapylon.dialect;

import java.nio.charset.StandardCharsets;

/**
 * A request of a dialect, without what lets it in.
 *
 * @param method of HTTP
 * @param path as it travels, with its query
 * @param mediaType of the body
 * @param body as it travels, or empty for none
 */
public record Sample(String method, String path, String mediaType, byte[] body) {
  /** What stands for a name that is put in later, in a path or in a body. */
  public static final String NAME = "(name)";

  public static Sample of(String method, String path) {
    return new Sample(method, path, "application/json", new byte[0]);
  }

  public static Sample json(String method, String path, String body) {
    return of(method, path).withBody(body.getBytes(StandardCharsets.UTF_8));
  }

  public Sample withMethod(String other) {
    return new Sample(other, path, mediaType, body);
  }

  public Sample withPath(String other) {
    return new Sample(method, other, mediaType, body);
  }

  public Sample withMediaType(String other) {
    return new Sample(method, path, other, body);
  }

  public Sample withBody(byte[] other) {
    return new Sample(method, path, mediaType, other);
  }

  /** The same request about whoever is called so. */
  public Sample about(String name) {
    return withPath(path.replace(NAME, name)).withBody(text().replace(NAME, name).getBytes());
  }

  private String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Two names that a caller must not tell apart.
   *
   * @param request with {@link #NAME} where the name belongs
   * @param foreign what somebody else's object is called
   * @param unknown what nothing is called
   */
  public record Twins(Sample request, String foreign, String unknown) {}
}
