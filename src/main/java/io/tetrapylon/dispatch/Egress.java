package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The guard of everything that goes out: https, a host that is allowed, its name resolved once,
 * every address of it public, the connection made to the address that was checked, no redirects,
 * short limits, and a breaker for each host.
 */
@Singleton
public final class Egress {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final AddressRule rule;
  private final Duration timeout;
  private final Circuits circuits;
  private final WorkerExecutor resolving;
  private final Function<String, List<InetAddress>> names;
  private final Exchange http1;
  private final Exchange http2;

  /** The guard by this configuration. */
  @Inject
  public Egress(Vertx vertx, DispatchConfig config, Clock clock) {
    this(vertx, config, clock, Egress::lookUp, new HttpClientOptions());
  }

  Egress(
      Vertx vertx,
      DispatchConfig config,
      Clock clock,
      Function<String, List<InetAddress>> names,
      HttpClientOptions base) {
    this.rule = new AddressRule(config.allowLoopback());
    this.timeout = config.timeout();
    this.circuits = new Circuits(clock, config.breakerFailures(), config.breakerPause());
    this.resolving = vertx.createSharedWorkerExecutor("tetrapylon-names", 4);
    this.names = names;
    this.http1 =
        new Exchange(
            vertx, client(vertx, config, base, HttpVersion.HTTP_1_1), config.answerLimit());
    this.http2 =
        new Exchange(vertx, client(vertx, config, base, HttpVersion.HTTP_2), config.answerLimit());
  }

  private static HttpClient client(
      Vertx vertx, DispatchConfig config, HttpClientOptions base, HttpVersion version) {
    return vertx.createHttpClient(
        new HttpClientOptions(base)
            .setProtocolVersion(version)
            .setUseAlpn(version == HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setMaxPoolSize(config.concurrency())
            .setHttp2MaxPoolSize(2)
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis())));
  }

  /**
   * Sends a request to where it may go.
   *
   * <p>Fails with {@link EgressRefused} where it may not, and with {@link EgressFailed} where it
   * got no answer, or not soon enough, or one that is too long.
   */
  public Uni<Answer> call(Outbound request) {
    return Uni.createFrom().deferred(() -> guarded(request, shorter(request.within())));
  }

  private Uni<Answer> guarded(Outbound request, Duration limit) {
    var target = Target.of(request.uri());
    return around(
        target.authority(),
        () -> admitAndSend(request, target, limit),
        answer -> answer.status() >= 500);
  }

  private Uni<Answer> admitAndSend(Outbound request, Target target, Duration limit) {
    return admit(target, request.hosts())
        .chain(address -> send(request, target, address, limit))
        .ifNoItem()
        .after(limit.plusMillis(50))
        .failWith(() -> new EgressFailed("timed out"));
  }

  private Uni<Answer> send(Outbound request, Target target, InetAddress address, Duration limit) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.secure())
            .setURI(target.pathAndQuery());
    request.headers().forEach(options::putHeader);
    var exchange = request.version() == Outbound.Version.HTTP_2 ? http2 : http1;
    return uni(() -> exchange.run(options, request.body(), limit));
  }

  /**
   * The checked address of a host, for a protocol other than HTTP.
   *
   * @param secure whether the connection will be encrypted; without that only this machine may be
   *     reached, where development allows it
   */
  public Uni<InetAddress> admit(String host, int port, boolean secure, Hosts hosts) {
    return Uni.createFrom()
        .deferred(() -> admit(new Target(host, port, secure, ""), hosts))
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new EgressFailed("timed out"));
  }

  private Uni<InetAddress> admit(Target target, Hosts hosts) {
    if (!hosts.contains(target.host())) {
      return Uni.createFrom().failure(new EgressRefused("host not allowed"));
    }
    return uni(() -> resolving.executeBlocking(() -> names.apply(target.host()), false))
        .onFailure(failure -> !(failure instanceof EgressFailed))
        .transform(failure -> new EgressFailed("name not resolved"))
        .map(addresses -> checked(target, addresses));
  }

  private InetAddress checked(Target target, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new EgressFailed("name not resolved");
    }
    if (!addresses.stream().allMatch(rule::allows)) {
      throw new EgressRefused("address not allowed");
    }
    if (!target.secure() && !addresses.stream().allMatch(rule::isOpenLoopback)) {
      throw new EgressRefused("not encrypted");
    }
    return addresses.get(0);
  }

  /** Does the work under the breaker of a host; see {@link Circuits#around}. */
  public <T> Uni<T> around(String authority, Supplier<Uni<T>> work, Predicate<T> isFailure) {
    return circuits.around(authority, work, isFailure);
  }

  /** The configured limit of an attempt, or what is left where that is shorter. */
  public Duration shorter(Duration within) {
    return within.compareTo(timeout) < 0 ? within : timeout;
  }

  private static <T> Uni<T> uni(Supplier<Future<T>> work) {
    return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
  }

  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      throw new EgressFailed("name not resolved");
    }
  }

  /** Where a request goes, as the parts of its URI. */
  private record Target(String host, int port, boolean secure, String pathAndQuery) {
    static Target of(URI uri) {
      var scheme = uri.getScheme();
      boolean secure = "https".equalsIgnoreCase(scheme);
      if (!secure && !"http".equalsIgnoreCase(scheme)) {
        throw new EgressRefused("neither https nor http");
      }
      if (uri.getHost() == null || uri.getRawUserInfo() != null) {
        throw new EgressRefused("no plain host");
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
      return new Target(bare(uri.getHost()), port, secure, pathAndQuery(uri));
    }

    String authority() {
      return host + ":" + port;
    }

    private static String bare(String host) {
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String pathAndQuery(URI uri) {
      var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
  }
}
