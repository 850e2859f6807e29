package io.tetrapylon.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Takes the pushes of many phones on this machine, at a path for each. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final BiConsumer<Integer, JsonObject> phones;
  private final AtomicLong count = new AtomicLong();

  /**
   * A server that does not take anything yet.
   *
   * @param port where, or 0 for any
   * @param phones what to do with a push for the phone of a number
   */
  Receiver(int port, BiConsumer<Integer, JsonObject> phones) throws IOException {
    this.phones = phones;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
  }

  /** Takes pushes from now on. */
  void open() {
    server.start();
  }

  /** Where a phone is pushed to. */
  URI url(int phone) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + phone);
  }

  /** How many came, repetitions among them. */
  long count() {
    return count.get();
  }

  /** What cannot be read or opened is nobody's. */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      count.incrementAndGet();
      int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      var body = Buffer.buffer(exchange.getRequestBody().readAllBytes());
      phones.accept(number, body.toJsonObject());
      exchange.sendResponseHeaders(204, -1);
    } catch (RuntimeException foreign) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
