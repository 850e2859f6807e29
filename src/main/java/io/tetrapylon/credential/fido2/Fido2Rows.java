package io.tetrapylon.credential.fido2;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of FIDO2 credentials, within a transaction. */
@ApplicationScoped
class Fido2Rows {
  private final CredentialRows rows;
  private final CredentialPolicies policies;
  private final Ids ids;

  Fido2Rows(CredentialRows rows, CredentialPolicies policies, Ids ids) {
    this.rows = rows;
    this.policies = policies;
    this.ids = ids;
  }

  /** Adds one; an id that is taken, by whomever, is refused with {@code CONFLICT}. */
  Uni<StoredFido2Credential> add(UUID tenant, UUID user, NewFido2Credential made) {
    var id = ids.next();
    return policies
        .covering(tenant, CredentialKind.FIDO2)
        .map(all -> CredentialPolicy.defaultOf(CredentialKind.FIDO2, all).id())
        .chain(policy -> rows.add(tenant, row(id, user, policy, made)))
        .chain(
            credential -> {
              var detail = Fido2Entity.of(tenant, id, made);
              return Panache.getSession()
                  .chain(session -> session.persist(detail))
                  .call(Panache::flush)
                  .map(none -> detail.view(credential));
            });
  }

  private static NewCredential row(UUID id, UUID user, UUID policy, NewFido2Credential made) {
    return new NewCredential(
        id,
        user,
        policy,
        CredentialKind.FIDO2,
        null,
        made.friendlyName(),
        made.state(),
        Validity.ALWAYS,
        made.object().data().counter(),
        null);
  }

  /** A user's credentials, but for those that are archived, in the order in which they came. */
  Uni<List<StoredFido2Credential>> list(UUID tenant, UUID user) {
    return rows.ofKind(tenant, user, CredentialKind.FIDO2)
        .map(all -> all.stream().filter(each -> each.state() != CredentialState.ARCHIVED).toList())
        .chain(found -> views(tenant, found));
  }

  private static Uni<List<StoredFido2Credential>> views(UUID tenant, List<Credential> found) {
    var byId = found.stream().collect(Collectors.toMap(Credential::id, Function.identity()));
    return byId.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Fido2Entity.<Fido2Entity>list(
                "tenantId = ?1 and id in ?2 order by id", tenant, List.copyOf(byId.keySet()))
            .map(details -> details.stream().map(each -> view(each, byId::get)).toList());
  }

  private static StoredFido2Credential view(
      Fido2Entity detail, Function<UUID, Credential> credential) {
    return detail.view(credential.apply(detail.id));
  }

  /** A user's credential of that id, which is not archived, or {@code OBJECT_UNKNOWN}. */
  Uni<StoredFido2Credential> find(UUID tenant, UUID user, byte[] webauthnId) {
    return detail(tenant, webauthnId)
        .chain(
            detail ->
                rows.sealed(tenant, user, detail.id)
                    .map(CredentialRows.Sealed::credential)
                    .map(detail::view))
        .invoke(
            found -> {
              if (found.credential().state() == CredentialState.ARCHIVED) {
                throw unknown();
              }
            });
  }

  private static Uni<Fido2Entity> detail(UUID tenant, byte[] webauthnId) {
    return Fido2Entity.<Fido2Entity>find("tenantId = ?1 and webauthnId = ?2", tenant, webauthnId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(Fido2Rows::unknown);
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such credential.");
  }
}
