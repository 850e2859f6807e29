package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.credential.fido2.Fido2Credentials;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.policy.CredentialKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What this API does alike to credentials of all kinds. A credential of another kind than the path
 * says is one that is not there.
 */
@Singleton
class UserCredentials {
  /** All but passwords that a directory checks, of which this API knows nothing. */
  static final Of ANY = new Of("Credential", EnumSet.complementOf(EnumSet.of(CredentialKind.LDAP)));

  private final Credentials credentials;
  private final Fido2Credentials fido2;
  private final PolicyNames policies;
  private final Clock clock;

  UserCredentials(
      Credentials credentials, Fido2Credentials fido2, PolicyNames policies, Clock clock) {
    this.credentials = credentials;
    this.fido2 = fido2;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The credentials below one path.
   *
   * @param what the API's word in its sentences
   * @param kinds which of them
   */
  record Of(String what, Set<CredentialKind> kinds) {
    static Of of(String what, CredentialKind kind) {
      return new Of(what, Set.of(kind));
    }

    NevisRefusal unknown(String extId, Entered in) {
      return new NevisRefusal(NevisError.unknown(what, extId, in.userExtId()));
    }
  }

  /** What is shown beside a credential. */
  Uni<CredentialBody.Around> around(Entered in) {
    return policies
        .of(in.tenant())
        .map(known -> new CredentialBody.Around(in.userExtId(), known, clock.instant()));
  }

  /** A page of them, each as the API shows it. */
  <T, B> Uni<Listing<B>> listing(
      Entered in, Page<T> page, BiFunction<T, CredentialBody.Around, B> body) {
    return around(in).map(around -> Listing.of(page, each -> body.apply(each, around)));
  }

  /** All of them. */
  Uni<List<Credential>> list(Entered in, Of of) {
    return credentials
        .list(in.tenant(), in.userId())
        .map(all -> all.stream().filter(each -> of.kinds().contains(each.kind())).toList());
  }

  /** One of them, or a refusal in the API's words. */
  Uni<Credential> find(Entered in, Of of, String extId) {
    return credentials
        .find(in.tenant(), in.userId(), extId)
        .map(
            found -> {
              if (found == null || !of.kinds().contains(found.kind())) {
                throw of.unknown(extId, in);
              }
              return found;
            });
  }

  /** Changes one of them. */
  Uni<Credential> patch(Entered in, Of of, String extId) {
    return find(in, of, extId)
        .chain(
            found -> {
              var body = PatchBody.read(in.body());
              return requireProven(in, found, body)
                  .chain(() -> policies.of(in.tenant()))
                  .chain(
                      known ->
                          credentials.change(
                              in.actor(),
                              in.tenant(),
                              in.userId(),
                              found.id(),
                              body.version(),
                              now -> body.apply(now, found.kind(), known)));
            });
  }

  /**
   * A FIDO2 credential becomes active when its owner proves to have it, or again what it was after
   * that; nobody else says so for them.
   */
  private Uni<?> requireProven(Entered in, Credential found, PatchBody body) {
    if (found.kind() != CredentialKind.FIDO2 || !body.activates(found.state())) {
      return Uni.createFrom().voidItem();
    }
    return fido2
        .list(in.tenant(), in.userId())
        .invoke(
            all -> {
              boolean proven =
                  all.stream()
                      .filter(each -> each.credential().id().equals(found.id()))
                      .anyMatch(StoredFido2Credential::isProven);
              if (!proven) {
                throw new NevisRefusal(NevisError.unproven());
              }
            });
  }

  /** Removes one of them for good. */
  Uni<Void> delete(Entered in, Of of, String extId) {
    return find(in, of, extId)
        .chain(found -> credentials.delete(in.actor(), in.tenant(), in.userId(), found.id(), null));
  }
}
