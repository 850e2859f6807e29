package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.recovery.NewRecoveryCodes;
import io.tetrapylon.credential.recovery.RecoveryCodes;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dialect.nevis.Entrance.Entered;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.CredentialKind;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recovery codes in the words of this API. */
@Singleton
class UserRecoveryCodes {
  static final UserCredentials.Of OF =
      UserCredentials.Of.of("Recovery Code credential", CredentialKind.RECOVERY_CODES);

  private final RecoveryCodes codes;
  private final UserCredentials credentials;
  private final PolicyNames policies;

  UserRecoveryCodes(RecoveryCodes codes, UserCredentials credentials, PolicyNames policies) {
    this.codes = codes;
    this.credentials = credentials;
    this.policies = policies;
  }

  /** What of a body matters: nothing has to be there. */
  private record Draft(@Nullable String extId, @Nullable String policyExtId, Validity validity) {
    static Draft read(byte @Nullable [] body) {
      var fields = Fields.of(body);
      var extId = fields.text("extId");
      var validity = fields.validity();
      var policy = fields.text("policyExtId");
      fields.check();
      return new Draft(extId, policy, validity == null ? Validity.ALWAYS : validity);
    }
  }

  /** Makes a set: fields, policy, extId; a user has one that is not archived. */
  Uni<RecoveryCodesBody> create(Entered in) {
    var draft = Draft.read(in.body());
    return policies
        .of(in.tenant())
        .map(known -> known.of(CredentialKind.RECOVERY_CODES, draft.policyExtId()).id())
        .map(policy -> new NewRecoveryCodes(policy, draft.extId(), draft.validity()))
        .chain(made -> codes.create(in.actor(), in.tenant(), in.userId(), made))
        .onFailure(UserRecoveryCodes::isConflict)
        .recoverWithUni(taken -> refuseTaken(in, draft, taken))
        .chain(made -> body(in, made.credential()).map(body -> body.with(texts(made.codes()))));
  }

  private static List<String> texts(List<Secret> codes) {
    return codes.stream().map(Secret::text).toList();
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
  }

  /** Either the user has a set, or somebody has the external id. */
  private Uni<RecoveryCodes.Created> refuseTaken(Entered in, Draft draft, Throwable taken) {
    return credentials
        .list(in, OF)
        .map(sets -> sets.stream().anyMatch(UserRecoveryCodes::isInTheWay))
        .chain(exists -> Uni.createFrom().failure(error(exists, draft.extId(), taken)));
  }

  private static boolean isInTheWay(Credential set) {
    return set.state() != CredentialState.ARCHIVED;
  }

  private static Throwable error(boolean exists, @Nullable String extId, Throwable otherwise) {
    if (exists) {
      return new NevisRefusal(NevisError.recoveryCodesExist());
    }
    return extId == null ? otherwise : new NevisRefusal(NevisError.credentialTaken(extId));
  }

  Uni<Listing<RecoveryCodesBody>> list(Entered in, Paging paging) {
    return credentials
        .list(in, OF)
        .map(all -> paging.of(all, each -> each.id().toString()))
        .chain(
            page ->
                Multi.createFrom()
                    .iterable(page.items())
                    .onItem()
                    .transformToUniAndConcatenate(each -> body(in, each))
                    .collect()
                    .asList()
                    .map(
                        bodies ->
                            Listing.of(new Page<>(bodies, page.continuation()), body -> body)));
  }

  Uni<RecoveryCodesBody> body(Entered in, Credential credential) {
    return codes
        .unused(in.tenant(), credential.id())
        .chain(
            unused ->
                credentials
                    .around(in)
                    .map(around -> RecoveryCodesBody.of(credential, unused, around)));
  }
}
