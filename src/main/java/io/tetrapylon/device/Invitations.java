package io.tetrapylon.device;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.device.Enrolments.Invitation;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The operator's side of an activation: its row, which holds digests of its secrets only. */
@ApplicationScoped
class Invitations {
  /** What the trail calls them. */
  static final String KIND = "activation";

  private static final String INSERT =
      """
      INSERT INTO activation (tenant_id, id, user_id, token_digest, code_mac, replaces_device, policy_id, pending_device,
             created_at, expires_at)
      SELECT tenant_id, :id, id, :digest, :mac, cast(cast(:replaces as text) as uuid),
             cast(cast(:policy as text) as uuid), cast(cast(:announced as text) as uuid), now(), now() + interval '10 minutes'
        FROM app_user WHERE tenant_id = :tenant AND id = :user
      """;
  private static final String EXPIRES =
      "SELECT id, expires_at FROM activation WHERE tenant_id = :tenant AND id = :id";

  private final Ledger ledger;
  private final DeviceRows devices;

  Invitations(Ledger ledger, DeviceRows devices) {
    this.ledger = ledger;
    this.devices = devices;
  }

  /** Stores an invitation, with its row in the trail. */
  Uni<Activation> add(
      Actor actor,
      TenantKeys keys,
      UUID id,
      UUID user,
      Invitation invitation,
      String secret,
      Secret code) {
    var replaces = invitation.replaces();
    return ledger.change(
        actor,
        keys.tenant(),
        "activation.create",
        () ->
            requireOwned(keys.tenant(), user, replaces)
                .chain(() -> insert(keys, id, user, invitation, secret, code))
                .chain(() -> expiry(keys.tenant(), id))
                .map(end -> new Activation(id, user, replaces, end))
                .map(made -> Changed.ofUser(made, KIND, id, user))
                .map(made -> replaces == null ? made : made.detailed("replaces " + replaces)));
  }

  private Uni<Void> requireOwned(UUID tenant, UUID user, @Nullable UUID device) {
    return device == null
        ? Uni.createFrom().voidItem()
        : devices
            .get(tenant, device)
            .invoke(found -> require(found.userId().equals(user), "phone of this user"))
            .replaceWithVoid();
  }

  private static Uni<Void> insert(
      TenantKeys keys, UUID id, UUID user, Invitation invitation, String secret, Secret code) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter("tenant", keys.tenant())
                    .setParameter("id", id)
                    .setParameter("user", user)
                    .setParameter("digest", ActivationRows.digest(secret))
                    .setParameter("mac", ActivationRows.stored(keys, code.text()))
                    .setParameter("replaces", text(invitation.replaces()))
                    .setParameter("policy", text(invitation.policyId()))
                    .setParameter("announced", text(invitation.announced()))
                    .executeUpdate())
        .invoke(count -> require(count == 1, "user"))
        .replaceWithVoid();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static Uni<Instant> expiry(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> expires(session, tenant, id).getSingleResult())
        .map(row -> ((OffsetDateTime) row[1]).toInstant());
  }

  private static Mutiny.SelectionQuery<Object[]> expires(
      Mutiny.Session session, UUID tenant, UUID id) {
    return session
        .createNativeQuery(EXPIRES, Object[].class)
        .setParameter("tenant", tenant)
        .setParameter("id", id);
  }

  private static void require(boolean there, String what) {
    if (!there) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such " + what + ".");
    }
  }
}
