package io.tetrapylon.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.CallersContext;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of trusted issuers, as far as this node knows them: {@link KnownKeys} says when they are
 * asked for, and one request to an issuer serves all who wait for it.
 */
@ApplicationScoped
class IssuerKeys {
  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
  private static final int MOST_ISSUERS = 10_000;

  private final IssuerStore store;
  private final IssuerDocuments documents;
  private final Clock clock;
  private final Cache<Trust.Ref, Shelf> shelves =
      Caffeine.newBuilder().maximumSize(MOST_ISSUERS).build();

  IssuerKeys(IssuerStore store, IssuerDocuments documents, Clock clock) {
    this.store = store;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * The key of that name. Fails with {@code TOKEN_INVALID} where the issuer has none, and with
   * {@code ISSUER_UNAVAILABLE} where nobody can say.
   */
  Uni<PublicKey> find(Trust.Ref issuer, String kid) {
    return shelves.get(issuer, Shelf::new).find(kid);
  }

  /** The names of the keys that there are now; see {@link TrustedIssuers#probe}. */
  Uni<Set<String>> probe(Trust.Ref issuer) {
    return fetch(issuer)
        .map(keys -> (Set<String>) new TreeSet<>(keys.keySet()))
        .onFailure()
        .transform(failure -> unavailable(String.valueOf(failure.getMessage())));
  }

  private Uni<Map<String, PublicKey>> fetch(Trust.Ref issuer) {
    return store
        .trust(issuer)
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("trusted no more"))
        .chain(this::download);
  }

  private Uni<Map<String, PublicKey>> download(Trust trust) {
    var terms = trust.issuer().terms();
    return place(trust)
        .chain(url -> documents.get(url, trust.hosts()))
        .map(set -> PublishedKeys.of(set, terms.algorithm()));
  }

  private Uni<URI> place(Trust trust) {
    var given = trust.issuer().terms().jwksUrl();
    return given != null
        ? Uni.createFrom().item(URI.create(given))
        : documents
            .get(trust.issuer().configuration(), trust.hosts())
            .map(configuration -> keysOf(configuration, trust.issuer().issuer()));
  }

  /** OpenID Connect Discovery 1.0 section 4.3: the issuer is exactly the one that was asked. */
  private static URI keysOf(JsonObject configuration, String issuer) {
    if (!issuer.equals(configuration.getValue("issuer"))) {
      throw new IllegalArgumentException("configuration of another issuer");
    }
    try {
      return new URI(String.valueOf(configuration.getValue("jwks_uri")));
    } catch (URISyntaxException noUri) {
      throw new IllegalArgumentException("configuration without jwks_uri");
    }
  }

  private static Refusal unavailable(String why) {
    return new Refusal(Reason.ISSUER_UNAVAILABLE, "Its keys cannot be had: " + why + ".");
  }

  /** What is known of one issuer. */
  private final class Shelf {
    private final Trust.Ref issuer;
    private volatile KnownKeys known = KnownKeys.NONE;
    private @Nullable Uni<KnownKeys> underWay;

    Shelf(Trust.Ref issuer) {
      this.issuer = issuer;
    }

    Uni<PublicKey> find(String kid) {
      var now = known;
      var step = now.next(kid, clock.instant());
      if (step == KnownKeys.Step.FETCH) {
        var home = CallersContext.current();
        return renewed(kid).map(keys -> key(keys, kid, keys.settled(kid))).emitOn(home);
      }
      if (step == KnownKeys.Step.USE_AND_FETCH) {
        renewed(kid).subscribe().with(keys -> {}, LOG::error);
      }
      return Uni.createFrom().item(() -> key(now, kid, step));
    }

    private static PublicKey key(KnownKeys keys, String kid, KnownKeys.Step step) {
      return switch (step) {
        case USE, USE_AND_FETCH -> Objects.requireNonNull(keys.keys().get(kid));
        case REFUSE -> throw new Refusal(Reason.TOKEN_INVALID);
        case FETCH, UNAVAILABLE -> throw unavailable("the issuer does not answer");
      };
    }

    /** Joins the request that is under way; what came back meanwhile needs none. */
    private synchronized Uni<KnownKeys> renewed(String kid) {
      if (underWay == null && !known.next(kid, clock.instant()).asks()) {
        return Uni.createFrom().item(known);
      }
      if (underWay == null) {
        underWay = request();
      }
      return underWay;
    }

    private Uni<KnownKeys> request() {
      return Uni.createFrom()
          .deferred(() -> fetch(issuer))
          .map(keys -> known.fetched(keys, clock.instant()))
          .onFailure()
          .recoverWithItem(this::failed)
          .invoke(this::arrived)
          .memoize()
          .indefinitely();
    }

    private KnownKeys failed(Throwable failure) {
      LOG.warnf(
          "The keys of trusted issuer %s of tenant %s cannot be had: %s",
          issuer.issuer(), issuer.tenant(), failure.getMessage());
      return known.failed(clock.instant());
    }

    private synchronized void arrived(KnownKeys keys) {
      known = keys;
      underWay = null;
    }
  }
}
