package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.device.Authenticator.Owner;
import io.tetrapylon.device.AuthenticatorRows.Held;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.user.Dataroom;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Authenticators: finding them. {@link AuthenticatorChanges} changes them. */
@ApplicationScoped
public class Authenticators {
  private final Ledger ledger;
  private final AuthenticatorRows rows;

  Authenticators(Ledger ledger, AuthenticatorRows rows) {
    this.ledger = ledger;
    this.rows = rows;
  }

  /**
   * Which authenticator.
   *
   * @param tenant the tenant's id
   * @param room whose users the caller sees
   * @param user the user's number
   * @param code of the credential policy
   */
  public record Key(UUID tenant, Dataroom room, long user, String code) {}

  /**
   * Those that a criterion is true of. Its fields are {@code user} (the number), {@code username},
   * {@code external-id} of the user, and {@code policy} (the code).
   */
  public Uni<Slice<Authenticator>> search(
      UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    return ledger.read(tenant, () -> rows.search(tenant, room, where, range));
  }

  /** All that these users have, users who are seen; in no order. */
  public Uni<List<Authenticator>> ofUsers(UUID tenant, Collection<Owner> users) {
    return ledger.read(
        tenant,
        () ->
            rows.held(tenant, users.stream().map(Owner::id).toList())
                .map(
                    held ->
                        users.stream()
                            .flatMap(
                                owner ->
                                    held.policies().keySet().stream()
                                        .map(policy -> held.view(owner, policy)))
                            .filter(Objects::nonNull)
                            .filter(each -> KINDS.contains(each.kind()))
                            .toList()));
  }

  /** The kinds of credential that can be seen so. */
  static final List<CredentialKind> KINDS =
      List.of(
          CredentialKind.PASSWORD,
          CredentialKind.LDAP,
          CredentialKind.OATH,
          CredentialKind.DEVICE,
          CredentialKind.OOB_EMAIL,
          CredentialKind.OOB_SMS);

  /** One, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Authenticator> get(Key key) {
    return ledger.read(
        key.tenant(),
        () ->
            rows.owner(key.tenant(), key.room(), key.user())
                .chain(
                    owner ->
                        rows.held(key.tenant(), List.of(owner.id()))
                            .map(held -> present(held, owner, key.code()))));
  }

  static Authenticator present(Held held, Owner owner, String code) {
    var policy = held.policy(code);
    var found = policy == null ? null : held.view(owner, policy.id());
    if (found == null || !KINDS.contains(found.kind())) {
      throw unknown();
    }
    return found;
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such authenticator.");
  }

  /** What a second authenticator of a user under a policy is refused with. */
  public static Refusal second() {
    return new Refusal(Reason.CONFLICT, "The user has an authenticator under this policy already.");
  }
}
