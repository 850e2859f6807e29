package io.tetrapylon.credential.uaf;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.policy.CredentialKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of UAF credentials, within a transaction of the ledger. */
@ApplicationScoped
public class UafRows {
  private final CredentialRows credentials;
  private final Ids ids;

  UafRows(CredentialRows credentials, Ids ids) {
    this.credentials = credentials;
    this.ids = ids;
  }

  /**
   * Adds one. Fails with {@code OBJECT_UNKNOWN} for an unknown user, and by the store's own unique
   * indexes where its external id or its key is taken.
   *
   * @param target where its phone is reached, or null
   */
  public Uni<StoredUafCredential> add(
      UUID tenant, UUID user, NewUafCredential made, @Nullable UUID target) {
    var id = ids.next();
    var row = UafEntity.of(tenant, id, made.authenticator(), target);
    return credentials
        .add(tenant, row(id, user, made))
        .call(() -> Panache.getSession().chain(session -> session.persist(row)))
        .call(Panache::flush)
        .map(credential -> view(row, credential));
  }

  private static NewCredential row(UUID id, UUID user, NewUafCredential made) {
    return new NewCredential(
        id,
        user,
        made.policyId(),
        CredentialKind.FIDO_UAF,
        made.externalId(),
        made.authenticator().key().aaid(),
        made.state(),
        made.validity(),
        -1,
        null);
  }

  /** A user's UAF credentials in the order in which they were made. */
  public Uni<List<StoredUafCredential>> ofUser(UUID tenant, UUID user) {
    return credentials
        .ofKind(tenant, user, CredentialKind.FIDO_UAF)
        .chain(found -> views(tenant, found));
  }

  private static Uni<List<StoredUafCredential>> views(UUID tenant, List<Credential> found) {
    var byId = found.stream().collect(Collectors.toMap(Credential::id, each -> each));
    return byId.isEmpty()
        ? Uni.createFrom().item(List.of())
        : UafEntity.<UafEntity>list(
                "tenantId = ?1 and id in ?2 order by id", tenant, List.copyOf(byId.keySet()))
            .map(
                rows ->
                    rows.stream().map(row -> view(row, requireNonNull(byId.get(row.id)))).toList());
  }

  /** The credential of that key, whoever's it is, or null. */
  Uni<@Nullable StoredUafCredential> withKey(UUID tenant, UafKey key) {
    return UafEntity.<UafEntity>find(
            "tenantId = ?1 and upper(aaid) = ?2 and keyId = ?3", tenant, key.model(), key.keyId())
        .firstResult()
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().nullItem()
                    : credentials.byId(tenant, row.id).map(credential -> view(row, credential)));
  }

  private static StoredUafCredential view(UafEntity row, Credential credential) {
    return new StoredUafCredential(credential, row.authenticator(), row.targetId);
  }
}
