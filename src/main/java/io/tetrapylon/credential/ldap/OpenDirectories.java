package io.tetrapylon.credential.ldap;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.policy.Cidr;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The directories that this node is connected to. The settings are read before each question, so a
 * change counts at once on every node; what was connected by older ones is closed then.
 */
@ApplicationScoped
class OpenDirectories {
  private static final Logger LOG = Logger.getLogger(OpenDirectories.class);
  private static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1/128");

  private final Pool pool;
  private final DirectoryRows rows;
  private final List<Cidr> networks;
  private final int queue;
  private final MeterRegistry metrics;
  private final Map<UUID, Open> open = new ConcurrentHashMap<>();

  OpenDirectories(
      Pool pool,
      DirectoryRows rows,
      DirectoryConfig config,
      @ConfigProperty(name = "tetrapylon.dispatch.allow-loopback", defaultValue = "false")
          boolean allowLoopback,
      @ConfigProperty(name = "tetrapylon.store.embedded", defaultValue = "false") boolean embedded,
      MeterRegistry metrics) {
    this.pool = pool;
    this.rows = rows;
    this.queue = config.queue();
    this.metrics = metrics;
    var own = allowLoopback || embedded ? THIS_MACHINE : List.<String>of();
    this.networks =
        Stream.concat(config.networks().stream(), own.stream()).map(Cidr::parse).toList();
  }

  /** A directory with the threads that wait for it. */
  private final class Open {
    private final UUID id;
    private final long version;
    private final LdapConnections connections;
    private final LdapDirectory directory;
    private final DirectoryThreads threads;
    private final AtomicReference<@Nullable Reason> trouble = new AtomicReference<>();

    Open(DirectoryView view) {
      var settings = view.settings();
      id = view.id();
      version = view.version();
      connections = new LdapConnections(settings, networks);
      directory = new LdapDirectory(connections, settings);
      var limit = settings.connectTimeout().plus(settings.responseTimeout().multipliedBy(2));
      threads = new DirectoryThreads(settings.poolSize(), queue, settings.responseTimeout(), limit);
    }

    boolean isOf(DirectoryView view) {
      return id.equals(view.id()) && version == view.version();
    }

    boolean isOlderThan(DirectoryView view) {
      return !id.equals(view.id()) || version < view.version();
    }

    void close() {
      threads.end(connections::close);
    }

    <T> Uni<T> ask(UUID tenant, Function<LdapDirectory, T> question) {
      return threads
          .run(() -> question.apply(directory))
          .invoke(() -> settled(tenant, null))
          .onFailure(DirectoryFailure.class)
          .invoke(failure -> settled(tenant, failure));
    }

    /** A directory that is away is told once, and once more when it is back. */
    private void settled(UUID tenant, @Nullable DirectoryFailure failure) {
      var now = failure == null ? null : failure.reason();
      metrics
          .counter("tetrapylon.directory.questions", "outcome", now == null ? "OK" : now.name())
          .increment();
      if (isAboutOneUser(now)) {
        return;
      }
      var before = trouble.getAndSet(now);
      if (now != null && now != before) {
        LOG.warnf("The directory of tenant %s: %s (%s)", tenant, now, failure);
      } else if (now == null && before != null) {
        LOG.infof("The directory of tenant %s answers again.", tenant);
      }
    }
  }

  private static boolean isAboutOneUser(@Nullable Reason reason) {
    return reason == Reason.DIRECTORY_USER_WITHOUT_DN || reason == Reason.DIRECTORY_USER_WITHOUT_ID;
  }

  /**
   * Asks the tenant's directory. Fails with {@link DirectoryFailure}, by {@code
   * DIRECTORY_MISCONFIGURED} where there is none, and with {@code OVERLOADED} where too many ask.
   */
  <T> Uni<T> ask(UUID tenant, Function<LdapDirectory, T> question) {
    return rows.find(pool, tenant)
        .map(view -> current(tenant, view))
        .chain(directory -> directory.ask(tenant, question));
  }

  private Open current(UUID tenant, @Nullable DirectoryView view) {
    if (view == null) {
      close(open.remove(tenant));
      throw new DirectoryFailure(Reason.DIRECTORY_MISCONFIGURED, "the tenant has no directory");
    }
    var there = open.get(tenant);
    if (there != null && there.isOf(view)) {
      return there;
    }
    return open.compute(
        tenant,
        (key, held) -> held == null || held.isOlderThan(view) ? replaced(held, view) : held);
  }

  private Open replaced(@Nullable Open old, DirectoryView view) {
    close(old);
    return new Open(view);
  }

  private static void close(@Nullable Open old) {
    if (old != null) {
      old.close();
    }
  }

  @PreDestroy
  void closeAll() {
    open.values().forEach(Open::close);
  }
}
