package io.tetrapylon.dialect.authpoint;

import io.restassured.RestAssured;
import io.tetrapylon.authentication.Fixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many clients at once. */
final class Crowd {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Fixture.Tenant tenant;
  private final FrontEnd frontEnd;

  Crowd(Fixture.Tenant tenant, FrontEnd frontEnd) {
    this.tenant = tenant;
    this.frontEnd = frontEnd;
  }

  /** Sends that many requests at the same time and gives the statuses back. */
  List<Integer> post(int clients, long resource, String operation, IntFunction<String> body) {
    var answers =
        IntStream.range(0, clients)
            .mapToObj(i -> send(resource, operation, body.apply(i)))
            .toList();
    return answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
  }

  private CompletableFuture<HttpResponse<String>> send(
      long resource, String operation, String body) {
    var uri =
        URI.create("http://localhost:" + RestAssured.port + frontEnd.path(resource, operation));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + frontEnd.token())
            .header("WatchGuard-API-Key", tenant.apiKey())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }
}
