package io.tetrapylon.credential.oath;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.policy.CredentialKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a user has a token already that somebody is about to make. */
@ApplicationScoped
public class OathTwins {
  private final Ledger ledger;
  private final CredentialRows rows;
  private final DataKeys dataKeys;

  OathTwins(Ledger ledger, CredentialRows rows, DataKeys dataKeys) {
    this.ledger = ledger;
    this.rows = rows;
    this.dataKeys = dataKeys;
  }

  /**
   * The user's token that this one would be once more: with its external id, or where it has none
   * with its secret. Null when there is none. Refuses with {@code CONFLICT} a token of that
   * external id whose secret is another.
   */
  public Uni<@Nullable Credential> same(UUID tenant, UUID user, NewOathToken made) {
    return ledger.read(tenant, () -> within(tenant, user, made));
  }

  /** Refuses with {@code CONFLICT} a token that there is already, within a transaction. */
  Uni<Void> requireNone(UUID tenant, UUID user, NewOathToken made) {
    return within(tenant, user, made)
        .onItem()
        .ifNotNull()
        .failWith(() -> new Refusal(Reason.CONFLICT, "The user has this token already."))
        .replaceWithVoid();
  }

  private Uni<@Nullable Credential> within(UUID tenant, UUID user, NewOathToken made) {
    return sealed(tenant, user)
        .chain(all -> same(tenant, all, made, Objects.requireNonNull(made.secret())));
  }

  private Uni<List<CredentialRows.Sealed>> sealed(UUID tenant, UUID user) {
    return rows.ofKind(tenant, user, CredentialKind.OATH)
        .chain(
            all ->
                Multi.createFrom()
                    .iterable(all)
                    .onItem()
                    .transformToUniAndConcatenate(each -> rows.sealed(tenant, user, each.id()))
                    .collect()
                    .asList());
  }

  private Uni<@Nullable Credential> same(
      UUID tenant, List<CredentialRows.Sealed> all, NewOathToken made, Secret secret) {
    return Multi.createFrom()
        .iterable(all)
        .filter(row -> row.secret() != null && mayBe(row.credential(), made))
        .onItem()
        .transformToUniAndConcatenate(
            row ->
                dataKeys
                    .open(tenant, Candidate.SECRET, row.credential().id(), sealed(row))
                    .map(opened -> same(row.credential(), made, opened.equals(secret))))
        .filter(Optional::isPresent)
        .toUni()
        .map(found -> found == null ? null : found.orElseThrow());
  }

  private static byte[] sealed(CredentialRows.Sealed row) {
    return Objects.requireNonNull(row.secret());
  }

  private static boolean mayBe(Credential credential, NewOathToken made) {
    return made.externalId() == null || made.externalId().equals(credential.externalId());
  }

  private static Optional<Credential> same(
      Credential credential, NewOathToken made, boolean sameSecret) {
    if (made.externalId() != null && !sameSecret) {
      throw new Refusal(Reason.CONFLICT, "Another token has this external id.");
    }
    return sameSecret ? Optional.of(credential) : Optional.empty();
  }
}
