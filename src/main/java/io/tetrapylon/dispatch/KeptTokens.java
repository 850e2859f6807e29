package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for providers, kept for as long as they are good: one for each key (a tenant, or a tenant
 * and a host), got once however many messages wait for it, and got anew when the settings change.
 */
public final class KeptTokens {
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<Object, Kept> tokens = new ConcurrentHashMap<>();

  /** No tokens yet. */
  public KeptTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token and how long it may be used.
   *
   * @param value a secret
   * @param lifetime from now on
   */
  public record Token(String value, Duration lifetime) {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /** The token of that key, made when there is none that is good. */
  public Uni<String> get(Object key, JsonObject settings, Supplier<Uni<Token>> make) {
    var now = clock.instant();
    if (tokens.size() > MOST) {
      tokens.clear(); // keys name hosts that phones chose, so their number has an end
    }
    return tokens.compute(
            key,
            (k, kept) ->
                kept != null && kept.isGood(settings, now) ? kept : new Kept(settings, k, make))
        .token;
  }

  /** Forgets a token that the provider did not take. */
  public void forget(Object key) {
    tokens.remove(key);
  }

  private final class Kept {
    private final JsonObject settings;
    private final Uni<String> token;
    private volatile @Nullable Instant until;

    Kept(JsonObject settings, Object key, Supplier<Uni<Token>> make) {
      this.settings = settings;
      this.token =
          Uni.createFrom()
              .deferred(() -> make.get())
              .invoke(made -> until = clock.instant().plus(made.lifetime()))
              .map(Token::value)
              .onFailure()
              .invoke(() -> tokens.remove(key, this))
              .memoize()
              .indefinitely();
    }

    boolean isGood(JsonObject now, Instant at) {
      var end = until;
      return settings.equals(now) && (end == null || at.isBefore(end));
    }
  }
}
