package io.tetrapylon.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, by what it shows: a token, an API key, or an access id with its password.
 *
 * <p>A node holds a caller for at most five seconds, so that a revocation needs no message between
 * nodes.
 */
@ApplicationScoped
public class Callers {
  private static final Duration HELD = Duration.ofSeconds(5);

  private final CallerStore store;
  private final Tokens tokens;
  private final ForeignTokens foreignTokens;
  private final PasswordHasher hasher;
  private final Cache<Bearer, Caller> byBearer;
  private final Cache<ByteBuffer, Caller> byApiKey;
  private final Cache<ByteBuffer, Caller> byPassword;

  Callers(
      CallerStore store,
      Tokens tokens,
      ForeignTokens foreignTokens,
      PasswordHasher hasher,
      Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.foreignTokens = foreignTokens;
    this.hasher = hasher;
    this.byBearer = held(clock);
    this.byApiKey = held(clock);
    this.byPassword = held(clock);
  }

  /** A caller to whoever checks roles: its permissions are these. */
  public static SecurityIdentity identity(Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(caller)
        .addRoles(caller.permissions())
        .build();
  }

  private record Bearer(UUID tenant, Caller.Kind kind, UUID id) {}

  /**
   * The bearer of a token of this installation, or of an issuer that a tenant trusts. Fails with
   * {@code TOKEN_INVALID}, and with {@code ISSUER_UNAVAILABLE} where nobody can say.
   */
  public Uni<Caller> byToken(String token) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var digest = ByteBuffer.wrap(Digest.sha256(token));
              return tokens.isOurs(token, digest)
                  ? tokens.verify(token, digest).chain(this::bearer)
                  : foreignTokens.client(token, digest);
            });
  }

  private Uni<Caller> bearer(VerifiedToken token) {
    var bearer = new Bearer(token.tenantId(), token.kind(), token.subject());
    var held = byBearer.getIfPresent(bearer);
    if (held != null) {
      return Uni.createFrom().item(held);
    }
    return store
        .find(bearer.tenant(), bearer.kind(), bearer.id())
        .map(found -> hold(byBearer, bearer, found, Reason.TOKEN_INVALID));
  }

  /** The API client that a key belongs to, or a failure with {@code API_KEY_INVALID}. */
  public Uni<Caller> byApiKey(String key) {
    byte[] digest = Digest.sha256(key);
    var held = byApiKey.getIfPresent(ByteBuffer.wrap(digest));
    if (held != null) {
      return Uni.createFrom().item(held);
    }
    return store
        .byApiKey(digest)
        .map(found -> hold(byApiKey, ByteBuffer.wrap(digest), found, Reason.API_KEY_INVALID));
  }

  /** The API client with this access id and password, or a failure with {@code CLIENT_INVALID}. */
  public Uni<Caller> byPassword(String accessId, Secret password) {
    return store
        .byAccessId(accessId)
        .chain(
            found ->
                hasher
                    .check(password, found == null ? null : found.passwordHash())
                    .map(check -> proven(found, check.matches())));
  }

  /**
   * The same, remembered for as long as a caller is held: for clients that come again and again, as
   * those do that poll, and would cost a password's hash each time. Wrong passwords are remembered
   * by nobody.
   */
  public Uni<Caller> byPasswordHeld(String accessId, Secret password) {
    var shown = ByteBuffer.wrap(Digest.sha256(accessId + '\0' + password.text()));
    var held = byPassword.getIfPresent(shown);
    return held != null
        ? Uni.createFrom().item(held)
        : byPassword(accessId, password).invoke(caller -> byPassword.put(shown, caller));
  }

  private static Caller proven(CallerStore.@Nullable StoredClient found, boolean matches) {
    if (found == null || !matches) {
      throw new Refusal(Reason.CLIENT_INVALID);
    }
    return found.caller();
  }

  private static <K> Caller hold(
      Cache<K, Caller> cache, K key, @Nullable Caller found, Reason otherwise) {
    if (found == null) {
      throw new Refusal(otherwise);
    }
    cache.put(key, found);
    return found;
  }

  /** Callers that are not asked for again for five seconds. */
  static <K> Cache<K, Caller> held(Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(HELD)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }
}
