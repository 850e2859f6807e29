package io.tetrapylon.device.reach;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.credential.uaf.NewUafCredential;
import io.tetrapylon.credential.uaf.StoredUafCredential;
import io.tetrapylon.credential.uaf.UafCredentials;
import io.tetrapylon.credential.uaf.UafRows;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UAF credentials together with their targets: both are made in one transaction, or neither. */
@ApplicationScoped
public class UafRegistrations {
  private final Ledger ledger;
  private final UafRows credentials;
  private final TargetRows targets;

  UafRegistrations(Ledger ledger, UafRows credentials, TargetRows targets) {
    this.ledger = ledger;
    this.credentials = credentials;
    this.targets = targets;
  }

  /**
   * What is to be made.
   *
   * @param credential the credential
   * @param target a target to be made with it, or null
   * @param linked the external id of a target of the user that is there already, or null
   */
  public record Wanted(
      NewUafCredential credential, @Nullable NewTarget target, @Nullable String linked) {}

  private record Made(StoredUafCredential credential, TargetRows.@Nullable Found target) {}

  /** What of it somebody has already. */
  public Uni<Set<Taken>> taken(UUID tenant, UUID user, Wanted wanted) {
    var credential = wanted.credential();
    return ledger.read(
        tenant,
        () ->
            new TakenNames(tenant, user)
                .of(credential.externalId(), credential.authenticator().key(), wanted.target()));
  }

  /**
   * Makes both. Refuses what is taken with {@code CONFLICT}, a linked target that is not there with
   * {@code MEMBER_INVALID} and an unknown user with {@code OBJECT_UNKNOWN}.
   */
  public Uni<UafRegistration> create(Actor actor, UUID tenant, UUID user, Wanted wanted) {
    return ledger
        .change(
            actor,
            tenant,
            "uaf.create",
            keys ->
                target(tenant, user, wanted, keys)
                    .chain(target -> add(tenant, user, wanted, target))
                    .map(made -> UafCredentials.made(made.credential()).with(made)))
        .chain(made -> view(made.credential(), made.target()));
  }

  private Uni<TargetRows.@Nullable Found> target(
      UUID tenant, UUID user, Wanted wanted, TenantKeys keys) {
    if (wanted.target() != null) {
      return targets.add(user, wanted.target(), keys);
    }
    return wanted.linked() == null
        ? Uni.createFrom().nullItem()
        : targets
            .get(tenant, user, wanted.linked())
            .onFailure(UafRegistrations::isUnknown)
            .transform(none -> notOne())
            .invoke(UafRegistrations::requireUaf);
  }

  private static void requireUaf(TargetRows.Found found) {
    if (!found.row().isUaf()) {
      throw notOne();
    }
  }

  private static Refusal notOne() {
    return Member.invalid("dispatchTargetExtId", "is no such target of the user's.");
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }

  private Uni<Made> add(UUID tenant, UUID user, Wanted wanted, TargetRows.@Nullable Found target) {
    return credentials
        .add(tenant, user, wanted.credential(), target == null ? null : target.row().id)
        .map(stored -> new Made(stored, target));
  }

  private Uni<UafRegistration> view(
      StoredUafCredential credential, TargetRows.@Nullable Found target) {
    return target == null
        ? Uni.createFrom().item(new UafRegistration(credential, null))
        : targets.view(target).map(seen -> new UafRegistration(credential, seen));
  }

  private record Several(List<StoredUafCredential> credentials, List<TargetRows.Found> targets) {}

  /** A user's UAF credentials in the order in which they were made, each with its target. */
  public Uni<List<UafRegistration>> list(UUID tenant, UUID user) {
    return ledger
        .read(
            tenant,
            () ->
                credentials
                    .ofUser(tenant, user)
                    .chain(all -> targets.ofUser(tenant, user).map(at -> new Several(all, at))))
        .chain(read -> targets.views(read.targets()).map(at -> joined(read.credentials(), at)));
  }

  private static List<UafRegistration> joined(
      List<StoredUafCredential> credentials, List<DispatchTarget> targets) {
    return credentials.stream().map(each -> joined(each, targets)).toList();
  }

  private static UafRegistration joined(
      StoredUafCredential credential, List<DispatchTarget> targets) {
    return new UafRegistration(
        credential,
        targets.stream()
            .filter(target -> target.id().equals(credential.targetId()))
            .findFirst()
            .orElse(null));
  }

  /** One of a user's UAF credentials with its target, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<UafRegistration> get(UUID tenant, UUID user, String externalId) {
    return list(tenant, user)
        .map(
            all ->
                all.stream()
                    .filter(each -> each.credential().credential().externalId().equals(externalId))
                    .findFirst()
                    .orElseThrow(
                        () -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such credential.")));
  }
}
