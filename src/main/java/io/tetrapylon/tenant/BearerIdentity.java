package io.tetrapylon.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns a bearer token into an identity whose principal is the {@link Caller} and whose roles are
 * its permissions.
 *
 * <p>It stands before the provider of smallrye-jwt, which verifies each signature anew and knows
 * one key for all.
 */
@ApplicationScoped
class BearerIdentity implements IdentityProvider<TokenAuthenticationRequest> {
  private final Callers callers;

  private final Cache<Caller, SecurityIdentity> identities = identities();

  BearerIdentity(Callers callers) {
    this.callers = callers;
  }

  /**
   * One for all requests that meet the same {@link Caller}, for as long as one of them is there. An
   * identity holds its caller: were it not held weakly too, neither would ever leave.
   */
  static Cache<Caller, SecurityIdentity> identities() {
    return Caffeine.newBuilder().weakKeys().weakValues().build();
  }

  @Override
  public int priority() {
    return SYSTEM_FIRST + 100;
  }

  @Override
  public Class<TokenAuthenticationRequest> getRequestType() {
    return TokenAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenAuthenticationRequest request, AuthenticationRequestContext context) {
    return callers
        .byToken(request.getToken().getToken())
        .map(caller -> identities.get(caller, Callers::identity))
        .onFailure(BearerIdentity::isTheTokensFault)
        .transform(AuthenticationFailedException::new);
  }

  /** Where an issuer does not answer, nobody knows whether its token is good. */
  private static boolean isTheTokensFault(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() != Reason.ISSUER_UNAVAILABLE;
  }
}
