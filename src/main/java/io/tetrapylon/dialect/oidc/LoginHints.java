package io.tetrapylon.dialect.oidc;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.BackchannelClient;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.IdTokens;
import io.tetrapylon.tenant.Tenants;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by a hint (OpenID CIBA Core 1.0 section 7.1).
 *
 * <p>A {@code login_hint_token} is a JWT that the client signed with the key that it registered.
 * Without a signature it is as good as a {@code login_hint}, and taken only where the tenant says
 * so. It names the user by {@code sub_id} (RFC 9493: {@code email} or {@code opaque}), {@code
 * username}, {@code email} or {@code sub}.
 */
@Singleton
class LoginHints {
  private final IdTokens idTokens;
  private final Users users;
  private final Tenants tenants;
  private final SignedRequest signed;

  LoginHints(IdTokens idTokens, Users users, Tenants tenants, SignedRequest signed) {
    this.idTokens = idTokens;
    this.users = users;
    this.tenants = tenants;
    this.signed = signed;
  }

  /** The login of whoever is meant; what leads to nobody may be a login that nobody has. */
  Uni<String> login(BackchannelParameters asked, Caller client, BackchannelClient registered) {
    var value = asked.hintValue();
    return switch (asked.hint()) {
      case LOGIN_HINT -> Uni.createFrom().item(value);
      case ID_TOKEN_HINT -> ofIdToken(value, client);
      case LOGIN_HINT_TOKEN -> ofToken(value, client, registered);
    };
  }

  private Uni<String> ofIdToken(String token, Caller client) {
    return idTokens
        .subject(client.tenantId(), client.tenantCode(), client.name(), token)
        .onFailure(Refusal.class)
        .transform(untrue -> OidcRefusal.invalid("The id_token_hint is none of this client's."))
        .chain(subject -> ofSubject(subject, client));
  }

  private Uni<String> ofSubject(UUID subject, Caller client) {
    return users
        .get(client.tenantId(), Dataroom.of(client), subject)
        .map(user -> user.profile().username())
        .onFailure(LoginHints::isUnknown)
        .transform(gone -> new OidcRefusal(OidcError.UNKNOWN_USER_ID));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }

  private Uni<String> ofToken(String token, Caller client, BackchannelClient registered) {
    var key = registered.requestKey();
    if (key != null) {
      var consumer = signed.consumer(key).setSkipDefaultAudienceValidation().build();
      return Uni.createFrom().item(login(claims(consumer, token)));
    }
    return tenants
        .get(client.tenantId())
        .map(
            tenant -> {
              if (!tenant.settings().unsignedLoginHints()) {
                throw OidcRefusal.invalid("A login_hint_token must be signed.");
              }
              return login(claims(unsigned(), token));
            });
  }

  /** It reads claims and trusts none but the expiry: they are a hint from a known client. */
  private JwtConsumer unsigned() {
    return new JwtConsumerBuilder()
        .setDisableRequireSignature()
        .setSkipSignatureVerification()
        .setSkipDefaultAudienceValidation()
        .setJwsAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS)
        .setEvaluationTime(signed.now())
        .build();
  }

  private static JwtClaims claims(JwtConsumer consumer, String token) {
    try {
      return consumer.processToClaims(token);
    } catch (InvalidJwtException untrue) {
      throw untrue.hasErrorCode(ErrorCodes.EXPIRED)
          ? new OidcRefusal(OidcError.EXPIRED_LOGIN_HINT_TOKEN)
          : OidcRefusal.invalid("The login_hint_token is not signed as it must be, or is none.");
    }
  }

  private static String login(JwtClaims claims) {
    if (claims.getClaimValue("sub_id") instanceof Map<?, ?> subject) {
      var login = text(subject.get("email".equals(subject.get("format")) ? "email" : "id"));
      if (login != null) {
        return login;
      }
    }
    for (var name : new String[] {"username", "email", "sub"}) {
      var login = text(claims.getClaimValue(name));
      if (login != null) {
        return login;
      }
    }
    throw new OidcRefusal(OidcError.UNKNOWN_USER_ID);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }
}
