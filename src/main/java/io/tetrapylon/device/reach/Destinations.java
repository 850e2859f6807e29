package io.tetrapylon.device.reach;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oob.Destination;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.device.DeviceColumns;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where codes go to a user: e-mail addresses and telephone numbers, each a credential with a target
 * of its own. Whoever registers one vouches for it, so it is good at once.
 */
@ApplicationScoped
public class Destinations {
  private static final String TARGET =
      """
      insert into dispatch_target (tenant_id, id, external_id, user_id, channel, sealed_address, name, active, type, created_at)
      values (:tenant, :target, :external, :user, :channel, :sealed, :name, true, 'oob', now())""";
  private static final String DETAIL =
      """
      insert into credential_oob (tenant_id, credential_id, user_id, target_id, destination_mac, prefix_mac)
      values (:tenant, :credential, :user, :target, :destination, decode(cast(:prefix as text), 'hex'))""";
  private static final Secret NOTHING = Secret.of("{}");

  private final Ledger ledger;
  private final CredentialRows rows;
  private final CredentialPolicies policies;
  private final Users users;
  private final DataKeys dataKeys;
  private final Ids ids;

  Destinations(
      Ledger ledger,
      CredentialRows rows,
      CredentialPolicies policies,
      Users users,
      DataKeys dataKeys,
      Ids ids) {
    this.ledger = ledger;
    this.rows = rows;
    this.policies = policies;
    this.users = users;
    this.dataKeys = dataKeys;
    this.ids = ids;
  }

  /**
   * A destination that there shall be.
   *
   * @param kind e-mail or text message
   * @param address where codes go; null: what the user's profile says
   * @param policyCode the credential policy that it is under; null: the kind's default
   * @param validity from when until when codes go there
   */
  public record New(
      OobKind kind, @Nullable String address, @Nullable String policyCode, Validity validity) {
    private Destination of(User user) {
      return Destination.of(kind, address == null ? own(user) : address);
    }

    private @Nullable String own(User user) {
      return kind == OobKind.SMS ? user.profile().mobile() : user.profile().email();
    }
  }

  /**
   * Registers a destination. One that the user has already is refused with {@code CONFLICT}, an
   * address that no code can go to and an unknown policy with {@code MEMBER_INVALID}.
   */
  public Uni<Credential> register(Actor actor, UUID tenant, UUID user, New wanted) {
    return users
        .get(tenant, Dataroom.ALL, user)
        .map(wanted::of)
        .chain(
            destination ->
                dataKeys.of(tenant).chain(keys -> add(actor, keys, user, destination, wanted)));
  }

  private Uni<Credential> add(
      Actor actor, TenantKeys keys, UUID user, Destination destination, New wanted) {
    return ledger.change(
        actor,
        keys.tenant(),
        "destination.register",
        () ->
            policies
                .covering(keys.tenant(), destination.kind().credential())
                .map(all -> policy(all, wanted.kind(), wanted.policyCode()))
                .chain(policy -> insert(keys, user, destination, policy, wanted.validity()))
                .map(Destinations::changed));
  }

  private Uni<Credential> insert(
      TenantKeys keys, UUID user, Destination destination, UUID policy, Validity validity) {
    var id = ids.next();
    var target = ids.next();
    return rows.add(keys.tenant(), made(keys, id, user, destination, policy, validity))
        .call(() -> target(keys, target, user, destination))
        .call(() -> detail(keys, id, user, target, destination));
  }

  private static NewCredential made(
      TenantKeys keys,
      UUID id,
      UUID user,
      Destination destination,
      UUID policy,
      Validity validity) {
    return new NewCredential(
        id,
        user,
        policy,
        destination.kind().credential(),
        null,
        destination.masked(),
        CredentialState.ACTIVE,
        validity,
        -1,
        keys.seal(Candidate.SECRET, id, NOTHING));
  }

  private static Uni<Integer> target(
      TenantKeys keys, UUID target, UUID user, Destination destination) {
    var kind = destination.kind();
    var address = new JsonObject().put(kind.member(), destination.address()).encode();
    return Sql.execute(
        TARGET,
        Map.of(
            "tenant", keys.tenant(),
            "target", target,
            "external", target.toString(),
            "user", user,
            "channel", kind.channel(),
            "sealed", keys.seal(DeviceColumns.ADDRESS, target, Secret.of(address)),
            "name", destination.masked()));
  }

  private static Uni<Integer> detail(
      TenantKeys keys, UUID id, UUID user, UUID target, Destination destination) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(DETAIL)
                    .setParameter("tenant", keys.tenant())
                    .setParameter("credential", id)
                    .setParameter("user", user)
                    .setParameter("target", target)
                    .setParameter("destination", destination.mac(keys))
                    .setParameter("prefix", hex(destination.prefixMac(keys)))
                    .executeUpdate());
  }

  /** As a text, since a null of unknown type would be none of the bytes'. */
  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  private static UUID policy(
      List<CredentialPolicy> all, OobKind kind, @Nullable String policyCode) {
    return all.stream()
        .filter(
            policy ->
                policyCode == null
                    ? policy.isDefaultOf(kind.credential())
                    : policy.settings().code().equals(policyCode))
        .map(CredentialPolicy::id)
        .findFirst()
        .orElseThrow(() -> Member.invalid("policy", "is not one for such credentials."));
  }

  /** A user's destinations of both kinds in the order in which they were made. */
  public Uni<List<Credential>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant,
        () ->
            rows.requireUser(tenant, user)
                .chain(() -> rows.ofKind(tenant, user, OobKind.EMAIL.credential()))
                .chain(
                    mail ->
                        rows.ofKind(tenant, user, OobKind.SMS.credential())
                            .map(texts -> Stream.concat(mail.stream(), texts.stream()).toList())));
  }

  /** Removes a destination with its code; fails with {@code OBJECT_UNKNOWN} for what is none. */
  public Uni<Void> remove(Actor actor, UUID tenant, UUID user, UUID id) {
    return ledger
        .change(
            actor,
            tenant,
            "destination.remove",
            () ->
                rows.remove(tenant, user, id)
                    .invoke(Destinations::requireDestination) // which takes the removal back
                    .map(Destinations::changed))
        .replaceWithVoid();
  }

  private static void requireDestination(Credential credential) {
    boolean is =
        Stream.of(OobKind.values()).anyMatch(kind -> kind.credential() == credential.kind());
    if (!is) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such destination.");
    }
  }

  private static Changed<Credential> changed(Credential credential) {
    return Changed.ofUser(credential, "credential", credential.id(), credential.userId())
        .detailed(credential.kind() + " " + Objects.requireNonNullElse(credential.label(), ""));
  }
}
