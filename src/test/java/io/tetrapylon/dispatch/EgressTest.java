package io.tetrapylon.dispatch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outbound request can do, and what nobody can make it do. */
class EgressTest {
  private static final String NAME = "push.example.org";
  private static final Hosts HOSTS = Hosts.of(Set.of(NAME, "127.0.0.1", "localhost"));
  private static final Function<String, List<InetAddress>> HERE = host -> List.of(ip("127.0.0.1"));

  /** The first handshake of a JVM takes its time on a busy machine. */
  private static final Limits PATIENT = Limits.LOOPBACK.within(Duration.ofSeconds(9));

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
  void anAnswerComesBackWhole() {
    int port = http(request -> request.response().setStatusCode(201).end("made"));

    var answer = call(Limits.LOOPBACK, HERE, "http://" + NAME + ":" + port + "/x?y=1");

    assertEquals(201, answer.status());
    assertEquals("made", answer.body().toString());
  }

  @Test
  void theHostHeaderIsTheNameAndTheAddressIsTheCheckedOne() {
    var seen = new CompletableFuture<String>();
    int port =
        http(
            request -> {
              seen.complete(request.getHeader("Host"));
              request.response().end();
            });

    call(Limits.LOOPBACK, HERE, "http://" + NAME + ":" + port + "/");

    assertEquals(NAME + ":" + port, seen.join());
  }

  @Test
  void aNameIsResolvedOnceSoThatItCannotTurnPrivateAfterTheCheck() {
    var lookUps = new AtomicInteger();
    int port = http(request -> request.response().end());

    call(
        Limits.LOOPBACK,
        host -> List.of(lookUps.incrementAndGet() == 1 ? ip("127.0.0.1") : ip("10.0.0.1")),
        "http://" + NAME + ":" + port + "/");

    assertEquals(1, lookUps.get());
  }

  @Test
  void tlsChecksTheCertificateAgainstTheNameThoughTheConnectionGoesToTheAddress(@TempDir Path dir)
      throws IOException, InterruptedException {
    var store = Certificates.forHost(dir, NAME);
    int port = https(store);
    var trusting =
        new HttpClientOptions().setTrustOptions(Certificates.options(store)).setVerifyHost(true);

    var right = call(egress(PATIENT, HERE, trusting), "https://" + NAME + ":" + port + "/");
    var wrong =
        assertThrows(
            EgressFailed.class,
            () -> call(egress(PATIENT, HERE, trusting), "https://localhost:" + port + "/"));
    var untrusted =
        assertThrows(
            EgressFailed.class, () -> call(PATIENT, HERE, "https://" + NAME + ":" + port + "/"));

    assertEquals(NAME, right.body().toString());
    assertEquals("connection failed: SSLHandshakeException", wrong.getMessage());
    assertEquals("connection failed: SSLHandshakeException", untrusted.getMessage());
  }

  @Test
  void aRedirectIsAnAnswerLikeAnother() {
    var visits = new AtomicInteger();
    int port =
        http(
            request -> {
              visits.incrementAndGet();
              request.response().setStatusCode(302).putHeader("Location", "/inside").end();
            });

    var answer = call(Limits.LOOPBACK, HERE, "http://" + NAME + ":" + port + "/");

    assertEquals(302, answer.status());
    assertEquals(1, visits.get());
  }

  @Test
  void aServerThatSaysNothingIsLeftAfterTheLimit() throws Exception {
    var closed = new CompletableFuture<Void>();
    int port = raw(socket -> socket.closeHandler(closed::complete));

    var failure =
        refused(
            Limits.LOOPBACK.within(Duration.ofMillis(200)), "http://" + NAME + ":" + port + "/");

    assertEquals("timed out", failure.getMessage());
    closed.get(5, SECONDS);
  }

  @Test
  void aServerThatTricklesIsLeftAfterTheLimit() throws Exception {
    var closed = new CompletableFuture<Void>();
    int port = raw(socket -> trickle(socket, closed));

    var failure =
        refused(
            Limits.LOOPBACK.within(Duration.ofMillis(300)), "http://" + NAME + ":" + port + "/");

    assertEquals("timed out", failure.getMessage());
    closed.get(5, SECONDS);
  }

  private static void trickle(NetSocket socket, CompletableFuture<Void> closed) {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
    long timer = vertx.setPeriodic(20, tick -> socket.write("x"));
    socket.closeHandler(
        gone -> {
          vertx.cancelTimer(timer);
          closed.complete(null);
        });
  }

  @Test
  void anAnswerOfAMegabyteIsCutOff() throws Exception {
    var closed = new CompletableFuture<Void>();
    int port =
        raw(
            socket -> {
              socket.closeHandler(closed::complete);
              socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
              socket.write(Buffer.buffer(new byte[1_000_000]));
            });

    var failure = refused(Limits.LOOPBACK, "http://" + NAME + ":" + port + "/");

    assertEquals("answer too long", failure.getMessage());
    closed.get(5, SECONDS);
  }

  @Test
  void endlessHeadersAreCutOff() {
    int port =
        raw(socket -> socket.write("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"));

    var failure = refused(Limits.LOOPBACK, "http://" + NAME + ":" + port + "/");

    assertTrue(failure.getMessage().startsWith("connection failed"), failure.getMessage());
  }

  @Test
  void aNameThatResolvesToAPrivateAddressIsRefused() {
    assertRefused("address not allowed", host -> List.of(ip("10.0.0.1")), "https://" + NAME + "/");
    assertRefused(
        "address not allowed", host -> List.of(ip("169.254.169.254")), "https://" + NAME + "/");
  }

  @Test
  void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
    assertRefused(
        "address not allowed",
        host -> List.of(ip("1.1.1.1"), ip("192.168.0.1")),
        "https://" + NAME + "/");
  }

  @Test
  void productionDoesNotReachThisMachine() {
    assertRefused("address not allowed", HERE, "https://" + NAME + "/");
    assertRefused("address not allowed", HERE, "https://127.0.0.1/");
    assertRefused("address not allowed", HERE, "http://127.0.0.1/");
  }

  @Test
  void productionDoesNotSpeakInTheClear() {
    assertRefused("not encrypted", host -> List.of(ip("1.1.1.1")), "http://" + NAME + "/");
  }

  @Test
  void developmentDoesNotSpeakInTheClearToOthers() {
    var egress = egress(Limits.LOOPBACK, host -> List.of(ip("1.1.1.1")), new HttpClientOptions());

    var refusal = assertThrows(EgressRefused.class, () -> call(egress, "http://" + NAME + "/"));

    assertEquals("not encrypted", refusal.getMessage());
  }

  @Test
  void aHostThatNobodyAllowedIsNotEvenResolved() {
    var lookUps = new AtomicInteger();

    assertRefused(
        "host not allowed",
        host -> {
          lookUps.incrementAndGet();
          return List.of(ip("1.1.1.1"));
        },
        "https://evil.example.org/");

    assertEquals(0, lookUps.get());
  }

  @Test
  void disguisedDestinationsAreRefused() {
    assertRefused("no plain host", HERE, "https://" + NAME + "@evil.example.org/");
    assertRefused("no plain host", HERE, "https://push_example/");
    assertRefused("neither https nor http", HERE, "file:///etc/passwd");
    assertRefused("neither https nor http", HERE, "gopher://" + NAME + "/");
    assertRefused("host not allowed", HERE, "https://" + NAME + ".evil.org/");
    assertRefused("host not allowed", HERE, "https://[::1]/");
    assertRefused("host not allowed", HERE, "https://2130706433/");
  }

  @Test
  void aHostThatKeepsFailingIsLeftAloneAndTriedByOneAfterAPause() {
    var visits = new AtomicInteger();
    var status = new AtomicInteger(500);
    int port =
        http(
            request -> {
              visits.incrementAndGet();
              request.response().setStatusCode(status.get()).end();
            });
    var egress = egress(Limits.LOOPBACK.breakingAfter(3), HERE, new HttpClientOptions());
    var uri = "http://" + NAME + ":" + port + "/";

    // when
    for (int i = 0; i < 3; i++) {
      assertEquals(500, call(egress, uri).status());
    }
    var left = assertThrows(EgressFailed.class, () -> call(egress, uri));

    // then
    assertEquals("host left alone", left.getMessage());
    assertEquals(Limits.LOOPBACK.breakerPause(), left.after());
    assertEquals(3, visits.get());

    // when the pause is over and the host still fails
    clock.turn(Limits.LOOPBACK.breakerPause());
    assertEquals(500, call(egress, uri).status());
    assertThrows(EgressFailed.class, () -> call(egress, uri));
    assertEquals(4, visits.get());

    // when the host is well again
    clock.turn(Limits.LOOPBACK.breakerPause());
    status.set(204);
    call(egress, uri);
    call(egress, uri);
    assertEquals(6, visits.get());
  }

  @Test
  void aRefusedDestinationDoesNotOpenTheBreaker() {
    var egress =
        egress(
            Limits.PRODUCTION.breakingAfter(1),
            host -> List.of(ip("10.0.0.1")),
            new HttpClientOptions());

    for (int i = 0; i < 3; i++) {
      assertThrows(EgressRefused.class, () -> call(egress, "https://" + NAME + "/"));
    }
  }

  @Test
  void aNameThatDoesNotResolveMayDoSoLater() {
    var failure = refused(Limits.PRODUCTION, unknown -> List.of(), "https://" + NAME + "/");

    assertEquals("name not resolved", failure.getMessage());
    assertNull(failure.after());
  }

  private void assertRefused(String rule, Function<String, List<InetAddress>> names, String uri) {
    var egress = egress(Limits.PRODUCTION, names, new HttpClientOptions());

    var refusal = assertThrows(EgressRefused.class, () -> call(egress, uri));

    assertEquals(rule, refusal.getMessage());
  }

  private EgressFailed refused(Limits limits, String uri) {
    return refused(limits, HERE, uri);
  }

  private EgressFailed refused(
      Limits limits, Function<String, List<InetAddress>> names, String uri) {
    return assertThrows(EgressFailed.class, () -> call(limits, names, uri));
  }

  private Answer call(Limits limits, Function<String, List<InetAddress>> names, String uri) {
    return call(egress(limits, names, new HttpClientOptions()), uri);
  }

  private static Answer call(Egress egress, String uri) {
    var request =
        Outbound.post(
            URI.create(uri), Map.of(), Buffer.buffer("hello"), HOSTS, Duration.ofMinutes(1));
    return egress.call(request).await().atMost(Duration.ofSeconds(10));
  }

  private Egress egress(
      Limits limits, Function<String, List<InetAddress>> names, HttpClientOptions options) {
    return new Egress(vertx, limits, clock, names, options);
  }

  private static int http(Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static int https(Path store) {
    var options =
        new HttpServerOptions()
            .setSsl(true)
            .setSni(true)
            .setKeyCertOptions(Certificates.options(store));
    return vertx
        .createHttpServer(options)
        .requestHandler(
            request -> request.response().end(request.connection().indicatedServerName()))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  /** A server that does as it likes once a request has begun: an answer before it is a fault. */
  private static int raw(Handler<NetSocket> handler) {
    return vertx
        .createNetServer()
        .connectHandler(
            socket ->
                socket.handler(
                    request -> {
                      socket.handler(more -> {});
                      handler.handle(socket);
                    }))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static InetAddress ip(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
