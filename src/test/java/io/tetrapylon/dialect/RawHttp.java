package io.tetrapylon.dialect;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to the gateway exactly what it is told to, which no HTTP client would. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;

  RawHttp(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(10_000);
  }

  /** One request on a connection of its own, and the whole answer. */
  static String exchange(int port, String request) throws IOException {
    try (var http = new RawHttp(port)) {
      return http.send(request).answer();
    }
  }

  static String get(int port, String path) throws IOException {
    return exchange(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything until the gateway closes. */
  String answer() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
