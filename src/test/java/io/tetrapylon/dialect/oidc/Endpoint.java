package io.tetrapylon.dialect.oidc;

import io.tetrapylon.dispatch.Certificates;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client's notification endpoint: notes what comes, and answers as it is told. */
public final class Endpoint implements AutoCloseable {
  /** What came. */
  public record Visit(String path, MultiMap headers, JsonObject body) {}

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Visit> visits = new LinkedBlockingQueue<>();
  private final String scheme;
  private final int port;

  Endpoint(Consumer<HttpServerRequest> answer) {
    this(answer, new HttpServerOptions());
  }

  private Endpoint(Consumer<HttpServerRequest> answer, HttpServerOptions options) {
    scheme = options.isSsl() ? "https" : "http";
    port =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              visits.add(
                                  new Visit(
                                      request.path(), request.headers(), body.toJsonObject()));
                              answer.accept(request);
                            }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  public static Endpoint answering(int status) {
    return new Endpoint(request -> request.response().setStatusCode(status).end());
  }

  static Endpoint withCertificate(Path store) {
    return new Endpoint(
        request -> request.response().end(),
        new HttpServerOptions().setSsl(true).setKeyCertOptions(Certificates.options(store)));
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port + "/told";
  }

  public Visit next() {
    try {
      var visit = visits.poll(20, TimeUnit.SECONDS);
      if (visit == null) {
        throw new AssertionError("nobody came");
      }
      return visit;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public int waiting() {
    return visits.size();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
