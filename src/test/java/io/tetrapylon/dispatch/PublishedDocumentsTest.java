package io.tetrapylon.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How issuers' documents are fetched, and where they are not. */
class PublishedDocumentsTest {
  private static Vertx vertx;

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T00:00:00Z"));

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aDocumentIsFetchedByGet() {
    var server = new Visits(vertx).answer(Visits.Told.json(200, "{\"keys\":[]}"));

    var document = get(Guards.patient(), server.url() + "/keys");

    assertEquals(new JsonObject("{\"keys\":[]}"), document);
    assertEquals("GET", server.visit(0).method());
    assertEquals("application/json", server.visit(0).headers().get("Accept"));
  }

  @Test
  void whatIsNotThereIsNotRead() {
    var server = new Visits(vertx).answer(Visits.Told.json(404, "{\"keys\":[]}"));

    var failure =
        assertThrows(EgressFailed.class, () -> get(Guards.patient(), server.url() + "/keys"));

    assertEquals("answered 404", failure.getMessage());
  }

  @Test
  void aSilentServerIsLeftAfterTheLimit() {
    int port =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(request -> {}))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();

    var failure =
        assertThrows(
            EgressFailed.class,
            () ->
                get(
                    Limits.LOOPBACK.within(Duration.ofMillis(200)),
                    "http://" + Guards.NAME + ":" + port + "/"));

    assertEquals("timed out", failure.getMessage());
  }

  @Test
  void productionDoesNotReachThisMachine() {
    var server = new Visits(vertx);

    for (var url : new String[] {server.url(), "https://" + Guards.NAME + "/"}) {
      var refusal = assertThrows(EgressRefused.class, () -> get(Limits.PRODUCTION, url));
      assertEquals("address not allowed", refusal.getMessage());
    }
    assertTrue(server.count() == 0);
  }

  private JsonObject get(Limits limits, String url) {
    var egress = new Egress(vertx, limits, clock, host -> List.of(here()), new HttpClientOptions());
    return new PublishedDocuments(egress)
        .get(URI.create(url), List.of(Guards.NAME))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private static InetAddress here() {
    try {
      return InetAddress.getByName("127.0.0.1");
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
