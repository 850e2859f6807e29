package io.tetrapylon.dialect.mobile;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.CallingPhone;
import io.tetrapylon.device.Phones;
import io.tetrapylon.device.protocol.DeviceProof;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Turns the proof of a request ({@code Authorization: Device <JWS>}) into an identity whose
 * principal is the {@link CallingPhone} and whose only role is {@value #ROLE}. Elsewhere than in
 * this dialect such a proof says nothing.
 */
@ApplicationScoped
class DeviceIdentity implements HttpAuthenticationMechanism {
  /** The role of phones; no permission of a caller is called so. */
  static final String ROLE = "Mobile.Device";

  static final String SCHEME = "Device";

  private static final int UNAUTHORIZED = 401;

  private final Phones phones;

  DeviceIdentity(Phones phones) {
    this.phones = phones;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager unused) {
    var proof = proof(request);
    return proof == null
        ? Uni.createFrom().nullItem()
        : phones
            .calling(proof, requested(request))
            .map(DeviceIdentity::identity)
            .onFailure(Refusal.class)
            .transform(AuthenticationFailedException::new);
  }

  private static @Nullable String proof(RoutingContext request) {
    var call = Call.of(request);
    var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    boolean isOurs = call != null && call.dialect() instanceof MobileDialect && header != null;
    return isOurs && header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        ? header.substring(SCHEME.length() + 1).strip()
        : null;
  }

  private static DeviceProof.Request requested(RoutingContext request) {
    return new DeviceProof.Request(
        request.request().method().name(), request.request().path(), CurrentPhone.bytes(request));
  }

  private static SecurityIdentity identity(CallingPhone phone) {
    return QuarkusSecurityIdentity.builder().setPrincipal(phone).addRole(ROLE).build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    var call = Call.of(request);
    return call != null && call.dialect() instanceof MobileDialect
        ? Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", SCHEME))
        : Uni.createFrom().nullItem();
  }
}
