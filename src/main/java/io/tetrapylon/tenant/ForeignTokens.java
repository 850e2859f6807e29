package io.tetrapylon.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;

/**
 * Access tokens of issuers that a tenant trusts. Such a token says which API client calls, and
 * nothing else: what the client may do is its own.
 *
 * <pre>
 * iss, aud ── who trusts them? ── kid ── the issuer's key ── signature, claims ─┐ remembered by
 *                                                                               │ the token's digest
 * each request ── still trusted on these terms, client enabled? (held for 5 s) ─┴─ expiry ── key
 * </pre>
 */
@ApplicationScoped
class ForeignTokens {
  private final IssuerStore store;
  private final IssuerKeys keys;
  private final Clock clock;
  private final Counter signatures;
  private final Cache<ByteBuffer, ForeignToken> verified;
  private final Cache<Bearer, Caller> clients;

  ForeignTokens(
      IssuerStore store, IssuerKeys keys, TokenConfig config, Clock clock, MeterRegistry metrics) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
    this.signatures = metrics.counter(Tokens.SIGNATURES);
    this.verified = Caffeine.newBuilder().maximumSize(config.remembered()).build();
    this.clients = Callers.held(clock);
  }

  private record Bearer(Trust.Ref issuer, String subject) {}

  /**
   * The API client that a token speaks for, or a failure with {@code TOKEN_INVALID}, or with {@code
   * ISSUER_UNAVAILABLE} where the issuer's keys are not to be had.
   *
   * @param digest of the token
   */
  Uni<Caller> client(String token, ByteBuffer digest) {
    var known = verified.getIfPresent(digest);
    return known == null ? firstSeen(token, digest) : seenBefore(token, digest, known);
  }

  private Uni<Caller> firstSeen(String token, ByteBuffer digest) {
    return verify(token)
        .invoke(fresh -> verified.put(digest, fresh))
        .chain(fresh -> held(fresh).map(standing -> client(fresh, standing)));
  }

  /** Under other terms than those that it was checked by it has to be checked anew. */
  private Uni<Caller> seenBefore(String token, ByteBuffer digest, ForeignToken known) {
    return held(known)
        .chain(
            standing -> {
              if (standing.trusted()) {
                return stillSigned(known).map(key -> client(known, standing));
              }
              verified.invalidate(digest);
              return firstSeen(token, digest);
            });
  }

  /** A key that its issuer withdrew takes the tokens with it that it signed. */
  private Uni<?> stillSigned(ForeignToken known) {
    return keys.find(known.issuer(), known.kid());
  }

  private Uni<ForeignToken> verify(String token) {
    var said = Unverified.of(token);
    return store
        .trust(said.issuer(), said.audiences())
        .onItem()
        .ifNull()
        .failWith(ForeignTokens::invalid)
        .chain(
            trust ->
                keys.find(trust.ref(), said.keyId())
                    .map(
                        key ->
                            AccessTokenRules.check(
                                token, trust, said.keyId(), key, clock.instant())))
        .invoke(checked -> signatures.increment());
  }

  private Uni<IssuerStore.Standing> held(ForeignToken token) {
    var bearer = new Bearer(token.issuer(), token.subject());
    var held = clients.getIfPresent(bearer);
    return held != null
        ? Uni.createFrom().item(new IssuerStore.Standing(true, held))
        : store.standing(token.issuer(), token.subject()).invoke(found -> hold(bearer, found));
  }

  private void hold(Bearer bearer, IssuerStore.Standing found) {
    if (found.client() != null) {
      clients.put(bearer, found.client());
    }
  }

  private Caller client(ForeignToken token, IssuerStore.Standing standing) {
    var client = standing.client();
    if (client == null || !clock.instant().isBefore(token.endsAt())) {
      throw invalid();
    }
    return client;
  }

  private static Refusal invalid() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
