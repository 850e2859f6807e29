package io.tetrapylon.dialect.nevis;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.Callers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * API clients that show their access id and password with each request (RFC 7617), in this dialect
 * alone. A password costs a hash each time, so a token is the better way.
 */
@ApplicationScoped
class BasicClients implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Basic ";

  private final Callers callers;

  BasicClients(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager unused) {
    var shown = shown(request);
    return shown == null ? Uni.createFrom().nullItem() : identity(decoded(shown));
  }

  private static @Nullable String shown(RoutingContext request) {
    var call = Call.of(request);
    var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    boolean isOurs = call != null && call.dialect() instanceof NevisDialect && header != null;
    return isOurs && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  /** Text without a colon is the name of nobody, and base64 that is none has no text. */
  private static String[] decoded(String credentials) {
    try {
      byte[] bytes = Base64.getDecoder().decode(credentials);
      return new String(bytes, StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException notBase64) {
      throw new AuthenticationFailedException();
    }
  }

  private Uni<SecurityIdentity> identity(String[] nameAndPassword) {
    if (nameAndPassword.length < 2 || nameAndPassword[1].isEmpty()) {
      throw new AuthenticationFailedException();
    }
    return callers
        .byPassword(nameAndPassword[0], Secret.of(nameAndPassword[1]))
        .map(Callers::identity)
        .onFailure(Refusal.class)
        .transform(AuthenticationFailedException::new);
  }

  /** The dialect's own answer says what is wanted. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().nullItem();
  }
}
