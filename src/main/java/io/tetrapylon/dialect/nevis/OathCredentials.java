package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.credential.oath.StoredOathToken;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialKind;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OATH credentials in the words of this API. */
@Singleton
class OathCredentials {
  static final UserCredentials.Of OF =
      UserCredentials.Of.of("OATH credential", CredentialKind.OATH);

  private final OathTokens tokens;
  private final Credentials credentials;
  private final UserCredentials shared;
  private final PolicyNames policies;
  private final Entrance entrance;

  OathCredentials(
      OathTokens tokens,
      Credentials credentials,
      UserCredentials shared,
      PolicyNames policies,
      Entrance entrance) {
    this.tokens = tokens;
    this.credentials = credentials;
    this.shared = shared;
    this.policies = policies;
    this.entrance = entrance;
  }

  /** Makes one: fields, policy, extId. */
  Uni<OathBody> create(Entered in) {
    var body = NewOathBody.read(in.body());
    return policies
        .of(in.tenant())
        .map(known -> code(known, body))
        .chain(code -> tokens.create(in.actor(), in.tenant(), in.userId(), body.token(code)))
        .onFailure(OathCredentials::isConflict)
        .transform(taken -> taken(body, taken))
        .call(made -> disable(in, body, made.token().credential()))
        .chain(made -> read(in, made.token().credential().id(), made.uri().text()));
  }

  /**
   * The code of the policy that was named; null leaves the choice to the core, which takes the
   * first of HID's that is free. That there is one at all is seen in any case.
   */
  private static @Nullable String code(PolicyNames.Known known, NewOathBody body) {
    var policy = known.of(CredentialKind.OATH, body.policyExtId());
    return body.policyExtId() == null ? null : policy.settings().code();
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
  }

  private static Throwable taken(NewOathBody body, Throwable otherwise) {
    var extId = body.extId();
    return extId == null ? otherwise : new NevisRefusal(NevisError.credentialTaken(extId));
  }

  /** Its secret is nobody's before the answer, so nothing is open meanwhile. */
  private Uni<?> disable(Entered in, NewOathBody body, Credential made) {
    return body.disabled()
        ? credentials.change(
            in.actor(),
            in.tenant(),
            in.userId(),
            made.id(),
            null,
            now -> now.in(CredentialState.DISABLED, null))
        : Uni.createFrom().voidItem();
  }

  /** One as it stands. */
  Uni<OathBody> read(Entered in, UUID id, @Nullable String uri) {
    return tokens
        .get(in.tenant(), in.userId(), id)
        .chain(token -> shown(in).map(show -> show.apply(token)))
        .map(body -> uri == null ? body : body.with(uri));
  }

  Uni<Listing<OathBody>> list(Entered in, Paging paging) {
    return tokens
        .list(in.tenant(), in.userId())
        .map(all -> paging.of(all, token -> token.credential().id().toString()))
        .chain(page -> shown(in).map(show -> Listing.of(page, show)));
  }

  /** How each token of a user is shown. */
  private Uni<Function<StoredOathToken, OathBody>> shown(Entered in) {
    return Uni.combine()
        .all()
        .unis(
            shared.around(in),
            entrance.clientName(in.tenant()),
            tokens.sealedSecrets(in.tenant(), in.userId()))
        .usingConcurrencyOf(1)
        .with((around, issuer, secrets) -> token -> body(token, around, issuer, secrets));
  }

  private static OathBody body(
      StoredOathToken token,
      CredentialBody.Around around,
      String issuer,
      Map<UUID, byte[]> secrets) {
    var secret = secrets.getOrDefault(token.credential().id(), new byte[0]);
    return OathBody.of(token, new OathBody.With(around, issuer, secret));
  }
}
