package io.tetrapylon.dialect;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path that the gateway knows, with what it can be asked for.
 *
 * @param template as JAX-RS has it: {@code {name}} stands for one segment
 * @param methods that resources have there
 * @param path what the template means, with and without a slash at the end
 */
record Route(String template, Set<String> methods, Pattern path) {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  static Route of(String template, Set<String> methods) {
    var literals = Stream.of(VARIABLE.split(template, -1)).map(Pattern::quote);
    var path = literals.collect(Collectors.joining("[^/]+")) + "/?";
    return new Route(template, Set.copyOf(methods), Pattern.compile(path));
  }

  /** Whether a path as it was sent, without its query, is this one. */
  boolean matches(String sent) {
    return path.matcher(sent).matches();
  }

  /** Of two that match a path, the one with more literal characters is meant (JAX-RS 3.7.2). */
  int literals() {
    return VARIABLE.matcher(template).replaceAll("").length();
  }

  /** Whether it answers a method. What can be read has a head, and each tells its methods. */
  boolean knows(String method) {
    return switch (method) {
      case "HEAD" -> methods.contains("GET");
      case "OPTIONS" -> true;
      default -> methods.contains(method);
    };
  }

  /** All that it answers, as the header {@code Allow} wants it (RFC 9110 section 10.2.1). */
  String allow() {
    return Stream.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
        .filter(this::knows)
        .collect(Collectors.joining(", "));
  }
}
