package io.tetrapylon.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;

/** Sends requests that no well-behaved client would, each with the same name. */
final class ContractClient {
  static final String REQUEST_ID = "contract-request-1";

  private final HttpClient http = HttpClient.newHttpClient();

  HttpResponse<String> send(Sample request, Map<String, String> headers) {
    var building =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .header("Content-Type", request.mediaType())
            .header("X-Request-Id", REQUEST_ID);
    headers.forEach(building::header);
    try {
      return http.send(building.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(request.method() + " " + request.path(), failure);
    }
  }

  /** The whole answer to a request whose path travels as it is. */
  String raw(Sample request, Map<String, String> headers) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(request.method() + " " + request.path() + " HTTP/1.1");
    lines.add("Host: a");
    lines.add("Connection: close");
    lines.add("Content-Type: " + request.mediaType());
    lines.add("Content-Length: " + request.body().length);
    headers.forEach((name, value) -> lines.add(name + ": " + value));
    var head = String.join("\r\n", lines) + "\r\n\r\n";
    return RawHttp.exchange(RestAssured.port, head + new String(request.body(), UTF_8));
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
