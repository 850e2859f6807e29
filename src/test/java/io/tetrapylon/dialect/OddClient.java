package io.tetrapylon.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Sends on kept connections what is a URI, and what is none as it is. */
final class OddClient {
  private static final int LONGEST_PATH = 4000;

  private final HttpClient http = HttpClient.newHttpClient();

  /** What came back. */
  record Answer(int status, String body) {
    /** What is no HTTP, or too long a line, is refused before any dialect sees it. */
    boolean isOfTheServer() {
      return body.isEmpty() && (status == 400 || status == 414 || status == 431);
    }
  }

  Answer send(String method, String path, Map<String, String> headers, byte[] body) {
    try {
      return path.contains("..") || path.length() > LONGEST_PATH
          ? raw(method, path, headers, body)
          : plain(method, path, headers, body);
    } catch (IllegalArgumentException noUri) {
      return raw(method, path, headers, body);
    }
  }

  private Answer plain(String method, String path, Map<String, String> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(method + " " + path, failure);
    }
  }

  private static Answer raw(String method, String path, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: a\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    try {
      var answer = RawHttp.exchange(RestAssured.port, head + new String(body, ISO_8859_1));
      int end = answer.indexOf("\r\n\r\n");
      return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(end + 4));
    } catch (IOException failure) {
      throw new AssertionError(method + " " + path, failure);
    }
  }
}
